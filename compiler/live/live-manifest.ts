/**
 * What is on a server in the form of a manifest, so that the same questions can be asked of both: which connections
 * reach a project, and where each comes from. A connection that nobody declared has its id for a key.
 *
 * Every connection has a feature id here, and a nearer one with the same id shadows a farther one. To look that up, the
 * ids that occur more than once are enough: a map of all of them, copied from project to project, would grow with the
 * product of both.
 */
import { effectiveSets, namesByKind } from '../flatten/effective-sets.ts';
import { builtInKinds, type Kinds } from '../kinds/registry.ts';
import type { Live, LiveFeature, LiveProject, Manifest, ManifestConnection } from '../model.ts';

/** How connections of the live state are to be named and understood. */
export interface LiveNaming {
  readonly kinds: Kinds;
  /** The key of a connection, which is unique in its project. */
  readonly keyOf: (project: string, featureId: string) => string;
}

const byId: LiveNaming = { kinds: builtInKinds, keyOf: (_, featureId) => featureId };

/** The live state as a manifest of the stack `live`. It is for showing; there is nothing in it to apply. */
export function liveManifest(live: Pick<Live, 'projects'>, naming: LiveNaming = byId): Manifest {
  const { kinds } = naming;
  const repeated = repeatedIds(live);
  const idNames = new Map<string, readonly string[]>();
  const byKind = namesByKind(kinds);
  const { sets, add } = effectiveSets(kinds, (connection) => [
    ...byKind(connection),
    ...(idNames.get(connection.address) ?? []),
  ]);
  const connections: ManifestConnection[] = [];
  const projects = live.projects.map((project) => {
    const own = project.connections.map((feature) => {
      const shown = shownConnection(project, feature, naming);
      if (repeated.has(feature.id)) idNames.set(shown.address, [`id ${feature.id}`]);
      return shown;
    });
    connections.push(...own);
    const { id, name, parent } = project;
    return { id, name, parent, effective: add(id, parent, own) };
  });
  return { formatVersion: '1.0', stack: 'live', edition: 'on-premises', projects, connections, effectiveSets: sets };
}

function repeatedIds({ projects }: Pick<Live, 'projects'>): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { connections } of projects) for (const { id } of connections) (seen.has(id) ? repeated : seen).add(id);
  return repeated;
}

function shownConnection(
  { id: project }: LiveProject,
  { id, properties }: LiveFeature,
  { kinds, keyOf }: LiveNaming,
): ManifestConnection {
  const providerType = properties['providerType'] ?? '';
  const key = keyOf(project, id);
  return {
    address: `${project}/${key}`,
    project,
    key,
    kind: kinds.ofProvider(providerType)?.name ?? providerType,
    displayName: properties['displayName'] ?? '',
    properties,
  };
}
