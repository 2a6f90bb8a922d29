import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownDsl } from './own-dsl.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A temporary folder with what the type checker is told. */
export interface TypeSettings {
  readonly folder: string;
  readonly project: string;
  readonly remove: () => void;
}

// What the sandbox has beyond the language itself.
const sandboxTypes = `interface Console {
  debug(...values: unknown[]): void;
  error(...values: unknown[]): void;
  info(...values: unknown[]): void;
  log(...values: unknown[]): void;
  warn(...values: unknown[]): void;
}
declare var console: Console;
`;

/**
 * Writes the settings for files of a stack and all that they import. A `tsconfig.json` beside the stack is for the author's editor and not read: it may
 * extend files that lie elsewhere, and the same sources are to give the same messages everywhere.
 */
export function writeTypeSettings(sources: readonly string[]): TypeSettings {
  const { path: folder, remove } = temporaryFolder();
  const types = join(folder, 'sandbox.d.ts');
  const project = join(folder, 'tsconfig.json');
  const settings = {
    compilerOptions: {
      strict: true,
      noEmit: true,
      target: 'es2023',
      lib: ['es2023'],
      module: 'esnext',
      moduleResolution: 'bundler',
      // What lies in some node_modules/@types is of no concern to a stack.
      types: [],
      skipLibCheck: true,
      allowJs: true,
      allowImportingTsExtensions: true,
      resolveJsonModule: true,
      paths: { plugboard: [ownDsl.types], 'plugboard/testing': [ownDsl.testing.types] },
    },
    files: [...sources, types],
  };
  writeFileSync(types, sandboxTypes);
  writeFileSync(project, JSON.stringify(settings));
  return { folder, project, remove };
}
