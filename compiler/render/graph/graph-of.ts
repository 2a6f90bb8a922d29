import type { Kind } from '../../kinds/kind.ts';
import { kindsFor } from '../../kinds/registry.ts';
import type { Manifest, ManifestConnection } from '../../model.ts';
import type { Graph, GraphConnection, GraphReference } from './graph.ts';

/** Everything that a manifest has. What a connection refers to by an id that nobody declares stands beside the projects. */
export function graphOf(manifest: Manifest): Graph {
  const kinds = kindsFor(manifest.kinds);
  const parents = new Map(manifest.projects.map(({ id, parent }) => [id, parent]));
  const byId = new Map(manifest.connections.map((one) => [`${one.project}/${one.adopt ?? one.key}`, one] as const));
  const nearest = (from: string, kind: string, id: string): ManifestConnection | undefined => {
    for (let at: string | undefined = from; at !== undefined; at = parents.get(at)) {
      const found = byId.get(`${at}/${id}`);
      if (found?.kind === kind) return found;
    }
    return undefined;
  };
  const outside = new Map<string, GraphConnection>();
  const references = manifest.connections.flatMap((connection): readonly GraphReference[] =>
    referencesOf(connection, kinds.named(connection.kind)).map(({ kind, target }) => {
      const from = connection.address;
      if (typeof target !== 'string') return { from, to: target.connection };
      const found = nearest(connection.project, kind, target)?.address;
      if (found === undefined) {
        outside.set(target, { address: target, title: kinds.named(kind)?.title ?? kind, displayName: target });
      }
      return { from, to: found ?? target };
    }),
  );
  return {
    projects: manifest.projects.map(({ id, name, parent }) => ({ id, name, parent })),
    connections: [
      ...manifest.connections.map(({ address, project, kind, displayName }) => ({
        address,
        project,
        title: kinds.named(kind)?.title ?? kind,
        displayName,
      })),
      ...outside.values(),
    ],
    references,
  };
}

interface Target {
  readonly kind: string;
  /** An address, or an id on the server. */
  readonly target: { readonly connection: string } | string;
}

function referencesOf({ properties }: ManifestConnection, kind: Kind | undefined): readonly Target[] {
  return (kind?.properties ?? []).flatMap(({ reference, featureProperty }): readonly Target[] => {
    const target = properties[featureProperty];
    if (reference === undefined || target === undefined || target === '') return [];
    if (typeof target === 'string') return [{ kind: reference, target }];
    return 'connection' in target ? [{ kind: reference, target }] : [];
  });
}
