/**
 * What is on a server in the form of a manifest, so that the same questions can be asked of both: which connections
 * reach a project, and where each comes from. A connection that nobody declared has its id for a key.
 *
 * Every connection has a feature id here, and a nearer one with the same id shadows a farther one. To look that up, the
 * ids that occur more than once are enough: a map of all of them, copied from project to project, would grow with the
 * product of both.
 */
import { effectiveSets, namesByKind } from '../flatten/effective-sets.ts';
import { builtInKinds } from '../kinds/registry.ts';
import type { Live, LiveFeature, LiveProject, Manifest, ManifestConnection } from '../model.ts';

/** The live state as a manifest of the stack `live`. It is for showing; there is nothing in it to apply. */
export function liveManifest(live: Live): Manifest {
  const repeated = repeatedIds(live);
  const byKind = namesByKind(builtInKinds);
  const { sets, add } = effectiveSets(builtInKinds, (connection) => [
    ...byKind(connection),
    ...(repeated.has(connection.key) ? [`id ${connection.key}`] : []),
  ]);
  const connections: ManifestConnection[] = [];
  const projects = live.projects.map((project) => {
    const own = project.connections.map((feature) => shownConnection(project, feature));
    connections.push(...own);
    const { id, name, parent } = project;
    return { id, name, parent, effective: add(id, parent, own) };
  });
  return { formatVersion: '1.0', stack: 'live', edition: 'on-premises', projects, connections, effectiveSets: sets };
}

function repeatedIds({ projects }: Live): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { connections } of projects) for (const { id } of connections) (seen.has(id) ? repeated : seen).add(id);
  return repeated;
}

function shownConnection({ id: project }: LiveProject, { id, properties }: LiveFeature): ManifestConnection {
  const providerType = properties['providerType'] ?? '';
  return {
    address: `${project}/${id}`,
    project,
    key: id,
    kind: builtInKinds.ofProvider(providerType)?.name ?? providerType,
    displayName: properties['displayName'] ?? '',
    properties,
  };
}
