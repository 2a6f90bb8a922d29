import { effectiveConnections } from '../flatten/effective.ts';
import type { KindUse } from '../kinds/kind.ts';
import { findKind } from '../kinds/registry.ts';
import type { Hidden, Manifest } from '../model.ts';

/** What `show` says of one connection that reaches a project. */
export interface ShownConnection {
  readonly address: string;
  readonly kind: string;
  /** What TeamCity's user interface calls the kind. */
  readonly title: string;
  readonly displayName: string;
  /** The project that it was made in. */
  readonly from: string;
  readonly inherited: boolean;
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

/** Gathers what `show` says, whatever form it is then written in. */
export function shownProjects(manifest: Manifest, ids: readonly string[]): readonly ShownProject[] {
  const byAddress = new Map(manifest.connections.map((connection) => [connection.address, connection]));
  const byId = new Map(manifest.projects.map((project) => [project.id, project]));
  return ids.flatMap((id) => {
    const project = byId.get(id);
    if (project === undefined) return [];
    const { own, inherited, hidden } = effectiveConnections(manifest, project);
    const connections = [...own, ...inherited].flatMap((address): readonly ShownConnection[] => {
      const connection = byAddress.get(address);
      if (connection === undefined) return [];
      const kind = findKind(connection.kind);
      return [
        {
          address,
          kind: connection.kind,
          title: kind?.title ?? connection.kind,
          displayName: connection.displayName,
          from: connection.project,
          inherited: connection.project !== id,
          uses: kind?.uses ?? [],
        },
      ];
    });
    return [{ id, name: project.name, parent: project.parent, connections, hidden }];
  });
}
