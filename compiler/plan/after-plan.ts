import { parentsFirst } from '../flatten/parents-first.ts';
import { kindsFor } from '../kinds/registry.ts';
import { readOwnership } from '../ledger/ownership.ts';
import { liveManifest } from '../live/live-manifest.ts';
import type { ConnectionChange, Live, LiveFeature, LiveProject, Manifest, Plan, ProjectChange } from '../model.ts';
import { overlaid } from './effects/placed.ts';

/**
 * The server as a plan leaves it, in the form of a manifest: for showing, there is nothing in it to apply. Connections
 * that the stack owns go by their addresses, all others by `<project id>/#<id>`.
 */
export function afterPlan(live: Pick<Live, 'projects'>, plan: Plan): Manifest {
  const changes = new Map<string, ConnectionChange[]>();
  const projectChanges = new Map<string, ProjectChange>();
  for (const change of plan.changes) {
    if (change.target === 'project') projectChanges.set(change.id, change);
    else if (changes.get(change.project)?.push(change) === undefined) changes.set(change.project, [change]);
  }
  const renamed = live.projects.map((project) => ({
    ...project,
    name: projectChanges.get(project.id)?.name ?? project.name,
  }));
  const created = [...projectChanges.values()].filter(({ action }) => action === 'create').map(createdProject);
  const projects = parentsFirst([...renamed, ...created]).map((project) => ({
    ...project,
    connections: connectionsAfter(project.connections, changes.get(project.id) ?? []),
  }));
  const keys = knownKeys(live, plan);
  const keyOf = (project: string, featureId: string): string => keys.get(`${project}/${featureId}`) ?? `#${featureId}`;
  const manifest = liveManifest({ projects }, { kinds: kindsFor(plan.kinds), keyOf });
  return { ...manifest, stack: plan.stack, kinds: plan.kinds };
}

const createdProject = ({ id, name, parent }: ProjectChange): LiveProject => ({
  id,
  name,
  parent,
  archived: false,
  readOnly: false,
  connections: [],
  ledgers: [],
});

/** What is made anew has no id yet: its address, which no id looks like, stands for it. */
const idAfter = ({ action, address, featureId }: ConnectionChange): string =>
  action === 'create' || action === 'replace' ? address : (featureId ?? address);

function connectionsAfter(
  connections: readonly LiveFeature[],
  changes: readonly ConnectionChange[],
): readonly LiveFeature[] {
  const touched = new Map(changes.map((change) => [change.featureId, change]));
  const stay = connections.flatMap((feature): readonly LiveFeature[] => {
    const change = touched.get(feature.id);
    if (change === undefined) return [feature];
    if (change.action === 'delete' || change.action === 'replace') return [];
    return [{ ...feature, properties: overlaid(feature.properties, change) }];
  });
  const made = changes
    .filter(({ action }) => action === 'create' || action === 'replace')
    .map((change): LiveFeature => {
      const properties = { displayName: change.displayName, providerType: change.providerType };
      return { id: idAfter(change), type: 'OAuthProvider', properties: overlaid(properties, change), hidden: [] };
    });
  return [...stay, ...made];
}

/** Keys of what the stack owns now or will own, by project and id. */
function knownKeys(live: Pick<Live, 'projects'>, plan: Plan): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const { project, key, entry } of readOwnership(live, plan.stack).own.values()) {
    if (entry.id !== undefined) keys.set(`${project.id}/${entry.id}`, key);
  }
  for (const change of plan.changes) {
    if (change.target === 'connection') keys.set(`${change.project}/${idAfter(change)}`, change.key);
  }
  return keys;
}
