import { authorPath } from '../../kinds/author-path.ts';
import { authorValue } from '../../kinds/author-value.ts';
import { type Kinds, kindsFor } from '../../kinds/registry.ts';
import { roleOf } from '../../kinds/stored-role.ts';
import type { KeptSecret, Manifest, ManifestConnection, ManifestProject, SecretReference } from '../../model.ts';

/** A manifest as policies see it: what authors know as `StackManifest`. */
export interface ManifestSubject extends Pick<Manifest, 'stack' | 'edition' | 'effectiveSets'> {
  readonly projects: readonly (Pick<ManifestProject, 'id' | 'name' | 'parent' | 'effective'> & {
    readonly exclusive: boolean;
  })[];
  readonly connections: readonly ConnectionSubject[];
}

interface ConnectionSubject extends Pick<ManifestConnection, 'address' | 'project' | 'key' | 'kind' | 'displayName'> {
  readonly protect: boolean;
  readonly properties: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, SecretReference | KeptSecret>>;
  readonly references: Readonly<Record<string, string>>;
}

/** Puts a manifest into the words in which policies are written: those of the author, not the server's. */
export function manifestSubject(manifest: Manifest): ManifestSubject {
  const { stack, edition, projects, connections, effectiveSets } = manifest;
  const kinds = kindsFor(manifest.kinds);
  return {
    stack,
    edition,
    projects: projects.map(({ id, name, parent, exclusive, effective }) => ({
      id,
      name,
      parent,
      exclusive: exclusive === true,
      effective,
    })),
    connections: connections.map((one) => connectionSubject(one, kinds)),
    effectiveSets,
  };
}

function connectionSubject(
  { address, project, key, kind: name, displayName, protect, properties: stored }: ManifestConnection,
  kinds: Kinds,
): ConnectionSubject {
  const kind = kinds.named(name);
  const properties: Record<string, string> = {};
  const secrets: Record<string, SecretReference | KeptSecret> = {};
  const references: Record<string, string> = {};
  for (const [featureProperty, value] of Object.entries(stored)) {
    const role = kind === undefined ? 'unknown' : roleOf(kind, featureProperty, stored);
    const isNamed = featureProperty === 'providerType' && kind?.providerType === undefined;
    if (!isNamed && (role === 'constant' || role === 'noise')) continue;
    const path = authorPath(kind, featureProperty);
    if (typeof value === 'string') properties[path] = authorValue(kind, featureProperty, value).text;
    else if ('connection' in value) references[path] = value.connection;
    else secrets[path] = value;
  }
  return { address, project, key, kind: name, displayName, protect: protect === true, properties, secrets, references };
}
