import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TypePaths } from '../files/path-settings.ts';
import { ownDsl } from '../own-dsl.ts';
import { sandboxTypes } from '../sandbox/globals/sandbox-types.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** A temporary folder with what the type checker is told. */
export interface TypeSettings {
  readonly project: string;
  readonly remove: () => void;
}

/**
 * Writes the settings for a program. Its files are all named: the type checker is to open these, and to look for no
 * others. A `tsconfig.json` beside the stack is for the author's editor; only its `paths` count.
 */
export function writeTypeSettings(
  files: readonly string[],
  paths: TypePaths,
  buildInfo: string | undefined,
): TypeSettings {
  const { path: folder, remove } = temporaryFolder();
  const types = join(folder, 'sandbox.d.ts');
  const project = join(folder, 'tsconfig.json');
  const settings = {
    compilerOptions: {
      strict: true,
      noEmit: true,
      noResolve: true,
      target: 'es2023',
      lib: ['es2023'],
      module: 'esnext',
      moduleResolution: 'bundler',
      customConditions: ['module', 'browser'],
      isolatedModules: true,
      // What lies in some node_modules/@types is of no concern to a stack.
      types: [],
      skipLibCheck: true,
      allowJs: true,
      allowImportingTsExtensions: true,
      resolveJsonModule: true,
      paths: { ...paths, plugboard: [ownDsl.types], 'plugboard/testing': [ownDsl.testing.types] },
      ...(buildInfo === undefined ? {} : { incremental: true, tsBuildInfoFile: buildInfo }),
    },
    files: [...files, ...ownDeclarations(), types],
  };
  writeFileSync(types, sandboxTypes);
  writeFileSync(project, JSON.stringify(settings));
  return { project, remove };
}

/** The types of `plugboard`, all of them: which files these are is known when it is built. */
function ownDeclarations(): readonly string[] {
  const end = ownDsl.types.endsWith('.d.ts') ? '.d.ts' : '.ts';
  return ['.', 'kinds', 'policies', 'testing'].flatMap((name) => {
    const folder = join(ownDsl.folder, name);
    return readdirSync(folder)
      .filter((file) => file.endsWith(end))
      .map((file) => join(folder, file));
  });
}
