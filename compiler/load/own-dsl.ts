import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

// The compiler runs from `compiler/` in the sources or from `dist/compiler/` in the package, and the DSL is its neighbour.
const isBuilt = import.meta.url.endsWith('.js');
const path = (file: string): string => fileURLToPath(new URL(`../../dsl/${file}`, import.meta.url));

/** What the import of `plugboard` means in every program: the DSL of the very compiler that runs, none that is installed. */
export const ownDsl: {
  readonly folder: string;
  readonly entry: string;
  readonly types: string;
  /** The part of the compiler that runs inside the sandbox. */
  readonly collect: string;
} = {
  folder: dirname(path('index')),
  entry: path(isBuilt ? 'index.js' : 'index.ts'),
  types: path(isBuilt ? 'index.d.ts' : 'index.ts'),
  collect: path(isBuilt ? 'collect.js' : 'collect.ts'),
};
