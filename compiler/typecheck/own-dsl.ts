import { join } from 'node:path';
import { isBuilt, ownFolder } from '../files/own-files.ts';

const folder = isBuilt ? join(ownFolder, 'dist', 'dsl') : join(ownFolder, 'dsl');
const end = isBuilt ? '.d.ts' : '.ts';

/** The types that `plugboard` has in every program: those of the very compiler that runs, of none that is installed. */
export const ownDsl: {
  readonly folder: string;
  readonly types: string;
  /** The same of `plugboard/testing`, which tests of policies import. */
  readonly testing: { readonly types: string };
} = {
  folder,
  types: join(folder, `index${end}`),
  testing: { types: join(folder, 'testing', `index${end}`) },
};
