import type { Kinds } from '../kinds/registry.ts';
import type { ConnectionChange, LiveFeature, LiveProject } from '../model.ts';
import { once } from '../once.ts';
import type { Match } from './match.ts';
import { liveReferences, referencedBy } from './references.ts';

/**
 * The changes in an order in which they can be made, each with the ones that it has to wait for: a connection comes
 * after those that it refers to, and a deletion after whatever is changed about those that refer to what goes.
 * `matches` still have their references.
 */
export function inOrder(
  changes: readonly ConnectionChange[],
  matches: readonly Match[],
  projects: ReadonlyMap<string, LiveProject>,
  kinds: Kinds,
): readonly ConnectionChange[] {
  const changed = new Map(changes.map((change) => [change.address, change]));
  const declared = once(() => new Map(matches.map(({ connection }) => [connection.address, connection])));
  const waitsFor = (address: string): readonly string[] => {
    const connection = declared().get(address);
    return connection === undefined ? [] : referencedBy(connection);
  };
  const referring = changesByTarget(changes, projects, kinds);

  const seen = new Set<ConnectionChange>();
  const ordered: ConnectionChange[] = [];
  const visit = (change: ConnectionChange): void => {
    // Seen counts from the beginning: connections on the server may refer to each other in a circle.
    if (seen.has(change)) return;
    seen.add(change);
    const needed = change.action === 'delete' ? referring(change) : waitsFor(change.address);
    const dependsOn = needed.filter((address) => address !== change.address && changed.has(address));
    for (const address of dependsOn) {
      const other = changed.get(address);
      if (other !== undefined) visit(other);
    }
    ordered.push(dependsOn.length === 0 ? change : { ...change, dependsOn });
  };
  for (const change of changes) visit(change);
  return ordered;
}

/** For a connection that goes: the addresses of changes to live connections that refer to it. */
function changesByTarget(
  changes: readonly ConnectionChange[],
  projects: ReadonlyMap<string, LiveProject>,
  kinds: Kinds,
): (gone: ConnectionChange) => readonly string[] {
  const byTarget = new Map<string, string[]>();
  for (const change of changes) {
    const live = liveFeature(change, projects);
    for (const { kind, id } of live === undefined ? [] : liveReferences(live, kinds)) {
      const target = `${kind} ${id}`;
      byTarget.set(target, [...(byTarget.get(target) ?? []), change.address]);
    }
  }
  return ({ kind, featureId }) => byTarget.get(`${kind} ${featureId}`) ?? [];
}

function liveFeature(
  { project, featureId }: ConnectionChange,
  projects: ReadonlyMap<string, LiveProject>,
): LiveFeature | undefined {
  return projects.get(project)?.connections.find(({ id }) => id === featureId);
}
