import { effectiveConnections } from '../flatten/effective.ts';
import type { KindUse } from '../kinds/kind.ts';
import { type Kinds, kindsFor } from '../kinds/registry.ts';
import type { Hidden, Manifest, ProvidedConnection } from '../model.ts';

/** What `show` says of one connection that reaches a project. */
export interface ShownConnection {
  readonly address: string;
  readonly kind: string;
  /** What TeamCity's user interface calls the kind. */
  readonly title: string;
  readonly displayName: string;
  /** The project that it was made in, or `TeamCity Cloud`. */
  readonly from: string;
  readonly inherited: boolean;
  /** The server has it by itself: `address` is its id there. */
  readonly provided?: true | undefined;
  readonly uses: readonly KindUse[];
}

/** What `show` says of one project. */
export interface ShownProject {
  readonly id: string;
  readonly name: string | undefined;
  readonly parent: string | undefined;
  readonly connections: readonly ShownConnection[];
  readonly hidden: readonly Hidden[];
}

const rootId = '_Root';

/** Gathers what `show` says, whatever form it is then written in. */
export function shownProjects(manifest: Manifest, ids: readonly string[]): readonly ShownProject[] {
  const kinds = kindsFor(manifest.kinds);
  const byAddress = new Map(manifest.connections.map((connection) => [connection.address, connection]));
  const byId = new Map(manifest.projects.map((project) => [project.id, project]));
  return ids.flatMap((id) => {
    const project = byId.get(id);
    if (project === undefined) return [];
    const { own, inherited, hidden } = effectiveConnections(manifest, project);
    const connections = [...own, ...inherited].flatMap((address): readonly ShownConnection[] => {
      const connection = byAddress.get(address);
      if (connection === undefined) return [];
      const kind = kinds.named(connection.kind);
      return [
        {
          address,
          kind: connection.kind,
          title: kind?.title ?? connection.kind,
          displayName: connection.displayName,
          from: connection.project,
          inherited: connection.project !== id,
          uses: (kind?.uses ?? []).filter(({ rootOnly }) => !rootOnly || connection.project === rootId),
        },
      ];
    });
    const provided = (manifest.provided ?? []).map((one) => shownProvided(one, kinds, id));
    return [{ id, name: project.name, parent: project.parent, connections: [...connections, ...provided], hidden }];
  });
}

function shownProvided({ id, kind, displayName }: ProvidedConnection, kinds: Kinds, project: string): ShownConnection {
  const { title = kind, uses = [] } = kinds.named(kind) ?? {};
  return {
    address: id,
    kind,
    title,
    displayName,
    from: 'TeamCity Cloud',
    inherited: project !== rootId,
    provided: true,
    uses,
  };
}
