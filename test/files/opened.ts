import { execFileSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { openResolver, type Resolver } from '../../compiler/files/resolver.ts';
import { type FolderOptions, openStackFolder, type StackFolder } from '../../compiler/files/stack-folder.ts';
import { type Files, writeFiles } from '../load/program-folder.ts';

/** Files in a temporary folder, and how the program `stack/plugboard.ts` among them sees these. */
export interface Opened {
  readonly folder: string;
  readonly stack: StackFolder;
  readonly resolver: Resolver;
  /** What an import means to the engine: a file relative to the folder, or a code and what is said. */
  readonly runs: (specifier: string, importer?: string, how?: 'import' | 'require') => string;
  readonly types: (specifier: string, importer?: string) => string | undefined;
}

export function openFiles(
  files: Files,
  { root, packagesOf, pipes = [] }: FolderOptions & { readonly pipes?: readonly string[] } = {},
): Opened {
  const folder = writeFiles({ 'stack/plugboard.ts': '', ...files });
  if (pipes.length > 0) execFileSync('mkfifo', pipes, { cwd: folder });
  const stack = openStackFolder(join(folder, 'stack/plugboard.ts'), {
    ...(root === undefined ? {} : { root: join(folder, root) }),
    ...(packagesOf === undefined ? {} : { packagesOf: join(folder, packagesOf) }),
  });
  if ('code' in stack) throw new Error(`${stack.code} ${stack.message}`);
  const resolver = openResolver(stack);
  return {
    folder,
    stack,
    resolver,
    runs: (specifier, importer = 'stack/plugboard.ts', how = 'import') => {
      const found = resolver.forEngine(join(folder, importer), specifier, how);
      return 'code' in found ? `${found.code} ${found.message}` : relative(folder, found.file);
    },
    types: (specifier, importer = 'stack/plugboard.ts') => {
      const found = resolver.forTypes(join(folder, importer), specifier);
      return found && relative(folder, found.file);
    },
  };
}
