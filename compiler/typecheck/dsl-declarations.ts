import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isBuilt } from '../files/own-files.ts';
import { ownDsl } from './own-dsl.ts';

let found: readonly string[] | undefined;

/** The files with the types of `plugboard` and `plugboard/testing`: those that are imported, and all that these import. */
export function dslDeclarations(): readonly string[] {
  found ??= withImports([ownDsl.types, ownDsl.testing.types]);
  return found;
}

/** They are ours: they import and export by relative names with endings, each in a statement of its own. */
const imported = /^(?:import|export)\b[^;']*\bfrom '(\.[^']+)'/gm;

function withImports(entries: readonly string[]): readonly string[] {
  const files = new Set(entries);
  // A set that grows while it is gone through is gone through to its new end.
  for (const file of files) {
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(imported)) {
      files.add(join(dirname(file), isBuilt ? path.replace(/\.ts$/, '.d.ts') : path));
    }
  }
  return [...files];
}
