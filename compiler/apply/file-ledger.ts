import type { OutputPlace } from '../files/output-file.ts';
import { type LedgerFile, ledgerFileText, storedEntry } from '../ledger/ledger-file.ts';
import type { OpenLedger } from './ledger-writer.ts';
import { replaceFile } from './replace-file.ts';

/**
 * Ledgers that are kept in one file instead of on the server. The file is written after every entry, as a whole or not at
 * all: whoever reads it, or comes after an interruption, never sees half of it.
 */
export function fileLedgers(place: OutputPlace, file: LedgerFile): OpenLedger {
  const projects = new Map([...file.projects].map(([project, entries]) => [project, new Map(entries)]));
  // Projects are changed at the same time, and they share the file, which is written while nothing else happens.
  const save = (): void => replaceFile(place, ledgerFileText({ ...file, projects }));
  return (project) => ({
    record: async (key, entry) => {
      const entries = projects.get(project) ?? new Map<string, unknown>();
      projects.set(project, entries.set(key, storedEntry(entry)));
      save();
    },
    remove: async (key) => {
      if (projects.get(project)?.delete(key)) save();
    },
  });
}
