import { movedValues } from '../ledger/moved-values.ts';
import type { ConnectionChange } from '../model.ts';
import type { Match } from './match.ts';
import { ledgerEntry } from './property-changes.ts';
import { sightOf } from './sight.ts';

/**
 * What of a plan touches the ledger only, and the entries that are behind of a server which is as the program says: by
 * these, ledger and server come together without a change to any connection.
 */
export function refreshChanges(
  changes: readonly ConnectionChange[],
  matches: readonly Match[],
): readonly ConnectionChange[] {
  const changed = new Set(changes.map(({ address }) => address));
  const behind = matches.filter(({ connection }) => !changed.has(connection.address)).flatMap(recordOf);
  return [...changes.filter(touchesLedgerOnly), ...behind];
}

const touchesLedgerOnly = ({ action, properties }: ConnectionChange): boolean =>
  action === 'forget' || ((action === 'move' || action === 'record' || action === 'adopt') && properties.length === 0);

function recordOf(match: Match): readonly ConnectionChange[] {
  const { connection, live, entry, kind, providerType } = match;
  if (live === undefined || entry === undefined || movedValues(entry, live, kind)?.length === 0) return [];
  const { address, project, key, displayName } = connection;
  return [
    {
      target: 'connection',
      action: 'record',
      reason: 'ledger-behind',
      address,
      project,
      key,
      kind: connection.kind,
      providerType,
      displayName,
      ...sightOf(live),
      properties: [],
      unchanged: Object.keys(connection.properties).length,
      entry: ledgerEntry(match, []),
    },
  ];
}
