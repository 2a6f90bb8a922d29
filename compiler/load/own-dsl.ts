import { join } from 'node:path';
import { isBuilt, ownFolder } from './own-files.ts';

const folder = isBuilt ? join(ownFolder, 'dist', 'dsl') : join(ownFolder, 'dsl');

/** What the import of `plugboard` means in every program: the DSL of the very compiler that runs, none that is installed. */
export const ownDsl: {
  readonly folder: string;
  readonly entry: string;
  readonly types: string;
  /** The same of `plugboard/testing`, which tests of policies import. */
  readonly testing: { readonly entry: string; readonly types: string };
  /** The part of the compiler that runs inside the sandbox. */
  readonly collect: string;
  /** What runs the policies of a program there. */
  readonly judge: string;
  /** What runs the tests of a file there. */
  readonly testResults: string;
} = {
  folder,
  entry: join(folder, isBuilt ? 'index.js' : 'index.ts'),
  types: join(folder, isBuilt ? 'index.d.ts' : 'index.ts'),
  testing: {
    entry: join(folder, 'testing', isBuilt ? 'index.js' : 'index.ts'),
    types: join(folder, 'testing', isBuilt ? 'index.d.ts' : 'index.ts'),
  },
  collect: join(folder, isBuilt ? 'collect.js' : 'collect.ts'),
  judge: join(folder, 'policies', isBuilt ? 'judge.js' : 'judge.ts'),
  testResults: join(folder, 'testing', isBuilt ? 'test-results.js' : 'test-results.ts'),
};
