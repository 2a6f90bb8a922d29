import { resolve, sep } from 'node:path';
import type { ReadFile } from '../compiler-output.ts';

/** The files of a program, and which import which. */
export interface ImportGraph {
  readonly files: ReadonlySet<string>;
  /** Whether one of the files lies in this folder, also further down. */
  readonly hasBelow: (folder: string) => boolean;
  /** These files, and all that import one of them, also by way of others. */
  readonly affectedBy: (files: Iterable<string>) => ReadonlySet<string>;
}

/**
 * Makes a graph of why the compiler has read each file, which names files as seen from `folder`; `undefined` where it
 * gives reasons that lie in no file of the program: then one was not understood.
 */
export function importGraph(read: readonly ReadFile[], folder: string): ImportGraph | undefined {
  const importers = new Map<string, Set<string>>();
  for (const { file, reasons } of read) {
    importers.set(resolve(folder, file), new Set(reasons.map(({ from }) => resolve(folder, from))));
  }
  const files = new Set(importers.keys());
  if ([...importers.values()].some((some) => [...some].some((one) => !files.has(one)))) return undefined;
  return {
    files,
    hasBelow: (place) => [...files].some((file) => file.startsWith(place + sep)),
    affectedBy: (changed) => {
      const affected = new Set(changed);
      // A set that grows while it is gone through is gone through to its new end.
      for (const file of affected) for (const importer of importers.get(file) ?? []) affected.add(importer);
      return affected;
    },
  };
}
