import { emptyLedger, entryName, entryText, ledgerType } from '../ledger/ledger.ts';
import type { Ledger, LedgerEntry } from '../model.ts';
import type { RestWriter } from './rest-writer.ts';

/** Keeps the ledger of one stack in one project up to date, one entry and one request at a time. */
export interface LedgerWriter {
  readonly record: (key: string, entry: LedgerEntry) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
}

/** Opens the ledger of a project, wherever the stack keeps it. */
export type OpenLedger = (project: string, ledger: Ledger | undefined) => LedgerWriter;

/** Ledgers that stand on the server. */
export const serverLedgers =
  (writer: RestWriter, stack: string): OpenLedger =>
  (project, ledger) =>
    ledgerWriter(writer, stack, project, ledger);

/** The ledger feature is made with its first entry and deleted with its last. */
export function ledgerWriter(
  writer: RestWriter,
  stack: string,
  project: string,
  ledger: Ledger | undefined,
): LedgerWriter {
  let featureId = ledger?.featureId;
  // A request to make it was sent and not answered: it may be there.
  let isUncertain = false;
  const keys = new Set(ledger?.entries.keys());
  return {
    record: async (key, entry) => {
      if (featureId === undefined && isUncertain) featureId = await writer.findLedger(project, stack);
      if (featureId === undefined) {
        isUncertain = true;
        const properties = { ...emptyLedger(stack, project), [entryName(key)]: entryText(entry) };
        const identity = ['stack', 'project'];
        featureId = await writer.createFeature({ project, type: ledgerType, properties, before: [], identity });
        isUncertain = false;
      } else {
        await writer.setProperty(project, featureId, entryName(key), entryText(entry));
      }
      keys.add(key);
    },
    remove: async (key) => {
      if (featureId === undefined || !keys.delete(key)) return;
      if (keys.size > 0) await writer.removeProperty(project, featureId, entryName(key));
      else {
        await writer.deleteFeature(project, featureId);
        featureId = undefined;
      }
    },
  };
}
