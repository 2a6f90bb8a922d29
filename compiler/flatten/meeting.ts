import { meets } from '../kinds/needs.ts';
import { kindsFor } from '../kinds/registry.ts';
import type { DeclaredNeed, Manifest, ManifestConnection, ManifestProject } from '../model.ts';
import { once } from '../once.ts';
import { effectiveConnections } from './effective.ts';

/** Looks up what reaches projects of a manifest, for needs. */
export interface Reaching {
  /** Own ones first, then the nearest ancestor's. */
  readonly of: (project: ManifestProject) => readonly ManifestConnection[];
  /** Those that are what a need asks for. */
  readonly meeting: (need: DeclaredNeed, project: ManifestProject) => readonly ManifestConnection[];
}

export function reachingIn(manifest: Manifest): Reaching {
  const kinds = kindsFor(manifest.kinds);
  const byAddress = once(() => new Map(manifest.connections.map((one) => [one.address, one])));
  const of = (project: ManifestProject): readonly ManifestConnection[] => {
    const { own, inherited } = effectiveConnections(manifest, project);
    return [...own, ...inherited].flatMap((address) => byAddress().get(address) ?? []);
  };
  return {
    of,
    meeting: (need, project) =>
      of(project).filter(({ kind: name, project: standsIn, properties }) => {
        const kind = kinds.named(name);
        return kind !== undefined && meets(need, { kind, project: standsIn, stored: properties });
      }),
  };
}
