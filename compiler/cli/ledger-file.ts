import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { fail } from '../diagnostics/failure.ts';
import type { OutputPlace } from '../files/output-file.ts';
import { type LedgerFile, mergeLedgerFile, readLedgerFile } from '../ledger/ledger-file.ts';
import type { Live } from '../model.ts';
import { readServerId } from './live-source.ts';
import type { LedgerOption, SourceOptions } from './options.ts';
import type { Shell } from './shell.ts';

/** The live state with the ledgers in it that count, and the file that they came from, where one is in use. */
export interface KnownLive {
  readonly live: Live;
  readonly diagnostics: readonly Diagnostic[];
  readonly ledgerFile?: { readonly place: OutputPlace; readonly content: LedgerFile } | undefined;
}

/**
 * Adds what the ledger file of the options says to the live state. A file that is not there yet is empty: it is written
 * with the first entry.
 */
export async function withLedgerFile(
  live: Live,
  options: LedgerOption & SourceOptions,
  stack: string,
  shell: Shell,
): Promise<KnownLive> {
  const { ledger } = options;
  const place = ledgerPlace(options, shell);
  if (ledger === undefined || place === undefined) return { live, diagnostics: [] };
  const [server, text] = await Promise.all([readServerId(options, shell), textOf(place.path, ledger)]);
  const content =
    text === undefined ? { server, stack, projects: new Map() } : readLedgerFile(ledger, text, stack, server);
  return { ...mergeLedgerFile(live, content, ledger), ledgerFile: { place, content } };
}

/** Where the ledger file is; undefined where none is in use. */
export const ledgerPlace = ({ ledger }: LedgerOption, { workingDirectory }: Shell): OutputPlace | undefined =>
  ledger === undefined ? undefined : { path: resolve(workingDirectory, ledger), within: workingDirectory };

async function textOf(path: string, shown: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    if (code === 'ENOENT') return undefined;
    throw fail('PB516', `The ledger file \`${shown}\` cannot be read (${code}).`, {
      hint: 'Check the path, and that this user may read the file.',
    });
  }
}
