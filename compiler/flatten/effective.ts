import type { Hidden, Manifest, ManifestProject } from '../model.ts';

/** What one project can use and cannot, spelled out. Addresses; own ones first, then the nearest ancestor's. */
export interface EffectiveConnections {
  readonly own: readonly string[];
  readonly inherited: readonly string[];
  readonly hidden: readonly Hidden[];
}

/** Spells out the effective set of a project. The manifest keeps sets in layers, so this is made only where it is asked for. */
export function effectiveConnections(manifest: Manifest, project: ManifestProject): EffectiveConnections {
  const layers: string[][] = [];
  const hidden: Hidden[] = [];
  for (let index: number | undefined = project.effective; index !== undefined; ) {
    const set: Manifest['effectiveSets'][number] | undefined = manifest.effectiveSets[index];
    if (set === undefined) break;
    const gone = new Set(hidden.map(({ address }) => address));
    layers.push(set.adds.filter((address) => !gone.has(address)));
    hidden.push(...(set.hides ?? []));
    index = set.inherits;
  }
  const all = layers.flat();
  const isOwn = (address: string): boolean => address.startsWith(`${project.id}/`);
  return { own: all.filter(isOwn), inherited: all.filter((address) => !isOwn(address)), hidden };
}
