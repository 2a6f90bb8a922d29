import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fail } from '../diagnostics/failure.ts';
import { git, gitsWords } from './git.ts';

/** A stack in a Git repository. */
export interface StackRepository {
  /** A folder in the working tree, in which Git is run. */
  readonly folder: string;
  /** The folder of the stack, without links; it need not exist any more. */
  readonly stackFolder: string;
  /** The same, relative to the top of the repository, with `/`; empty where it is the top. */
  readonly pathInRepository: string;
}

/** Finds the repository that a program is in; fails (PB120) where it is in none. */
export async function openRepository(stackFile: string): Promise<StackRepository> {
  const { folder, rest } = nearestFolder(dirname(stackFile));
  const found = await git(folder, ['rev-parse', '--is-inside-work-tree', '--show-prefix']);
  // The name of a folder may have line ends, too.
  const [, isInside, prefix = ''] = /^(\w+)\n([\s\S]*)\n$/.exec(found.out.toString()) ?? [];
  if (found.exitCode !== 0 || isInside !== 'true') {
    const isRefused = found.err.includes('dubious ownership');
    throw fail('PB120', `\`${folder}\` is not in the working tree of a Git repository.`, {
      notes: gitsWords(found.err),
      hint: isRefused
        ? 'The folder belongs to another user, and Git does not trust it. Run the command that Git names.'
        : '`plugboard diff` compares two revisions of a stack that is kept in Git. Name its program with `--stack FILE`.',
    });
  }
  const pathInRepository = [...prefix.split('/'), ...rest].filter((part) => part !== '').join('/');
  return { folder, stackFolder: join(folder, ...rest), pathInRepository };
}

/** The folder, or the nearest one above it that exists: the other revision may have had more of them. */
function nearestFolder(path: string): { readonly folder: string; readonly rest: readonly string[] } {
  try {
    return { folder: realpathSync.native(path), rest: [] };
  } catch {
    const { folder, rest } = nearestFolder(dirname(path));
    return { folder, rest: [...rest, basename(path)] };
  }
}
