import { fail } from '../diagnostics/failure.ts';
import type { ConnectionChange, LiveFeature } from '../model.ts';
import { differences, fingerprint } from '../plan/sight.ts';

/**
 * There are no conditional updates in TeamCity's API, so a moment before a change its connection is looked at once more.
 * Fails (PB603) where it is no longer what the plan saw, with both values; and where somebody else has made meanwhile
 * what was to be created. `ours` are the connections that the same apply has made.
 */
export function demandAsPlanned(
  change: ConnectionChange,
  now: readonly LiveFeature[],
  known: ReadonlySet<string>,
): void {
  const { featureId, project, address, providerType, displayName } = change;
  if (change.action === 'forget') return;
  if (change.action === 'create') {
    const other = now.find(
      ({ id, properties }) =>
        !known.has(id) && properties['providerType'] === providerType && properties['displayName'] === displayName,
    );
    if (other === undefined) return;
    throw moved(address, `somebody has made a \`${change.kind}\` named \`${displayName}\` meanwhile (\`${other.id}\`)`);
  }
  const live = now.find(({ id }) => id === featureId);
  if (live === undefined) throw moved(address, `\`${featureId}\` is no longer in project \`${project}\``);
  if (fingerprint(live) !== change.fingerprint)
    throw moved(address, differences(change.seen ?? nothing, live).join(', '));
}

const nothing = { properties: {}, hidden: [] };

const moved = (address: string, what: string): Error =>
  fail('PB603', `\`${address}\` was changed on the server since the plan: ${what}.`, {
    address,
    hint: 'Make a new plan, review it, and apply that.',
  });
