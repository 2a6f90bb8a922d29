/**
 * Inheritance, worked out.
 *
 * A connection reaches its own project and all projects below it. Written out, a thousand connections in the root of a
 * server with a thousand projects would be a million lines, nearly all of them equal. So effective sets are kept in
 * layers: a set says which other set it inherits from and what it adds or hides. A project without connections of its
 * own uses its parent's set as it is, and the manifest grows with projects plus connections.
 */
import { declaredConnections, declaredProjects } from '../check/declared-projects.ts';
import { type AddressOf, encode } from '../kinds/codec.ts';
import { type Kinds, kindsFor } from '../kinds/registry.ts';
import type {
  Declared,
  DeclaredConnection,
  Manifest,
  ManifestConnection,
  ManifestProject,
  ProvidedConnection,
} from '../model.ts';
import { once } from '../once.ts';
import { effectiveSets } from './effective-sets.ts';
import { compareText, parentsFirst } from './parents-first.ts';

/**
 * Turns a checked program into its manifest. The same program gives the same manifest whatever order the author wrote
 * things in: projects come parents first and by id, connections by key.
 */
export function flatten(declared: Declared): Manifest {
  const kinds = kindsFor(declared.kinds);
  const { sets, add } = effectiveSets(kinds);
  const projects: ManifestProject[] = [];
  const connections: ManifestConnection[] = [];

  const addresses = once(
    () => new Map(declaredConnections(declared).map(({ connection, address }) => [connection.call, address])),
  );
  const addressOf = (call: number): string => addresses().get(call) ?? '';
  const placed = declaredProjects(declared).map(({ project, parent }) => ({ id: project.id, project, parent }));
  for (const { project, parent } of parentsFirst(placed)) {
    const own = [...project.connections]
      .sort((a, b) => compareText(a.key, b.key))
      .map((connection) => manifestConnection(project.id, connection, kinds, addressOf));
    projects.push({
      id: project.id,
      name: project.name,
      parent,
      exclusive: project.exclusive ? true : undefined,
      effective: add(project.id, parent, own),
      needs: project.needs.length > 0 ? project.needs : undefined,
    });
    connections.push(...own);
  }
  return {
    formatVersion: '1.0',
    stack: declared.stack,
    edition: declared.edition,
    projects,
    connections,
    effectiveSets: sets,
    ...(declared.edition === 'cloud' ? { provided: providedByCloud(kinds) } : {}),
    ...(declared.kinds === undefined ? {} : { kinds: declared.kinds }),
  };
}

function providedByCloud(kinds: Kinds): readonly ProvidedConnection[] {
  return kinds.all.flatMap(({ name, title, cloud }) =>
    cloud === undefined ? [] : [{ id: cloud.featureId, kind: name, displayName: title }],
  );
}

function manifestConnection(
  project: string,
  declared: DeclaredConnection,
  kinds: Kinds,
  addressOf: AddressOf,
): ManifestConnection {
  const kind = kinds.named(declared.kind);
  if (kind === undefined) throw new Error(`kind \`${declared.kind}\` passed the check and is unknown`);
  const properties = encode(kind, declared.properties, addressOf);
  const displayName = properties['displayName'];
  return {
    address: `${project}/${declared.key}`,
    project,
    key: declared.key,
    kind: kind.name,
    displayName: typeof displayName === 'string' ? displayName : '',
    properties,
    adopt: declared.adopt,
    formerly: declared.formerly === undefined ? undefined : `${project}/${declared.formerly}`,
    protect: declared.protect ? true : undefined,
  };
}
