import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../files/temporary-folder.ts';
import { sandboxTypes } from '../sandbox/globals/sandbox-types.ts';
import { dslDeclarations } from './dsl-declarations.ts';
import { ownDsl } from './own-dsl.ts';
import type { TypedProgram } from './typed-program.ts';

/** A folder with what the type checker is told. */
export interface TypeSettings {
  readonly project: string;
  /** Files of ours that it reads beside those of the program. */
  readonly files: readonly string[];
  readonly remove: () => void;
}

/**
 * Writes the settings for a program. Its files are all named: the type checker is to open these, and to look for no
 * others. A `tsconfig.json` beside the stack is for the author's editor; only its `paths` count.
 *
 * With `buildInfo`, a file in which the compiler keeps what it has found out, they stand beside that: it would not know
 * files again that lie elsewhere the next time, and has to look at everything where what is global seems to be another.
 */
export function writeTypeSettings(program: TypedProgram, buildInfo?: string): TypeSettings {
  const { path: folder, remove } =
    buildInfo === undefined ? temporaryFolder() : { path: dirname(buildInfo), remove: () => undefined };
  const types = join(folder, 'sandbox.d.ts');
  const project = join(folder, 'tsconfig.json');
  const files = [...dslDeclarations(), types];
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
      // The types are taken out of each file by itself.
      isolatedModules: true,
      // What lies in some node_modules/@types is of no concern to a stack.
      types: [],
      skipLibCheck: true,
      allowJs: true,
      allowImportingTsExtensions: true,
      resolveJsonModule: true,
      paths: { ...program.paths, plugboard: [ownDsl.types], 'plugboard/testing': [ownDsl.testing.types] },
      ...(buildInfo === undefined ? {} : { incremental: true, tsBuildInfoFile: buildInfo }),
    },
    files: [...program.files, ...files],
  };
  writeFileSync(types, sandboxTypes);
  writeFileSync(project, JSON.stringify(settings));
  return { project, files, remove };
}
