import type { Kinds } from '../kinds/registry.ts';
import { isSameEntry } from '../ledger/ledger.ts';
import type { ChangeReason, ConnectionAction, ConnectionChange, LedgerEntry } from '../model.ts';
import { isToTheLetter } from './as-declared.ts';
import { lostSecrets } from './lost-secrets.ts';
import type { Match } from './match.ts';
import { changedProperties, initialProperties, ledgerEntry, type Resend } from './property-changes.ts';
import { sightOf } from './sight.ts';

/** The change that makes one declared connection as wanted; undefined where nothing is left to do. */
export function planConnection(match: Match, kinds: Kinds, resend?: Resend): ConnectionChange | undefined {
  const { connection, live, providerType, reason, previousAddress } = match;
  if (live !== undefined && isToTheLetter(match, live, resend)) return undefined;
  const base = {
    target: 'connection',
    address: connection.address,
    previousAddress,
    project: connection.project,
    key: connection.key,
    kind: connection.kind,
    providerType,
    displayName: connection.displayName,
  } as const;
  if (live === undefined) return { ...base, action: 'create', reason, ...afresh(match) };

  if (live.properties['providerType'] !== providerType) {
    return {
      ...base,
      ...sightOf(live),
      action: 'replace',
      reason: 'kind-changed',
      ...afresh(match),
      lostSecrets: lostSecrets(live, kinds.ofProvider(live.properties['providerType'] ?? ''), match.entry),
    };
  }
  const { changes, unchanged } = changedProperties(match, live, resend);
  const entry = ledgerEntry(match, changes);
  const action = actionFor(match, changes.length > 0, entry);
  // Nearly all connections end here: a fingerprint of each would cost more than the comparison.
  return action === undefined
    ? undefined
    : { ...base, ...sightOf(live), action, reason, entry, properties: changes, unchanged };
}

/** Everything is sent. */
function afresh(match: Match): Pick<ConnectionChange, 'entry' | 'properties' | 'unchanged'> {
  const { changes, unchanged } = initialProperties(match);
  return { entry: ledgerEntry(match, changes), properties: changes, unchanged };
}

const adopting: ReadonlySet<ChangeReason> = new Set(['adopt-line', 'adopt-matching', 'interrupted-create']);

function actionFor({ reason, entry }: Match, differs: boolean, wanted: LedgerEntry): ConnectionAction | undefined {
  if (adopting.has(reason)) return 'adopt';
  if (differs) return 'update';
  if (reason === 'renamed-key') return 'move';
  return entry !== undefined && isSameEntry(entry, wanted) ? undefined : 'record';
}
