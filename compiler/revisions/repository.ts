import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fail } from '../diagnostics/failure.ts';
import { folderListing } from '../files/folder-listing.ts';
import { foldersUpFrom, isInside } from '../files/stack-folder.ts';
import { linkedPackages } from '../files/workspaces.ts';
import { git, gitsWords } from './git.ts';

/** A stack in a Git repository. No path has links in it, and none needs to exist any more. */
export interface StackRepository {
  /** A folder in the working tree, in which Git is run. */
  readonly folder: string;
  /** The top of the working tree. */
  readonly top: string;
  readonly stackFolder: string;
  /** The widest folder whose files the program may import: that of the stack, unless the user said otherwise. */
  readonly root: string;
  /** Packages of the same workspace that the program can import. */
  readonly workspacePackages: readonly string[];
}

/**
 * Finds the repository that a program is in; fails where it is in none (PB120), and where `root` is no folder of it around
 * that of the stack (PB101).
 */
export async function openRepository(stackFile: string, root?: string): Promise<StackRepository> {
  const { folder, rest } = nearestFolder(dirname(stackFile));
  const found = await git(folder, ['rev-parse', '--is-inside-work-tree', '--show-prefix']);
  // The name of a folder may have line ends, too.
  const [, isInWorkTree, prefix = ''] = /^(\w+)\n([\s\S]*)\n$/.exec(found.out.toString()) ?? [];
  if (found.exitCode !== 0 || isInWorkTree !== 'true') {
    const isRefused = found.err.includes('dubious ownership');
    throw fail('PB120', `\`${folder}\` is not in the working tree of a Git repository.`, {
      notes: gitsWords(found.err),
      hint: isRefused
        ? 'The folder belongs to another user, and Git does not trust it. Run the command that Git names.'
        : '`plugboard diff` compares two revisions of a stack that is kept in Git. Name its program with `--stack FILE`.',
    });
  }
  const top = prefix
    .split('/')
    .filter((part) => part !== '')
    .reduce((path) => dirname(path), folder);
  const stackFolder = join(folder, ...rest);
  return {
    folder,
    top,
    stackFolder,
    root: widestFolder(root, stackFolder, top),
    workspacePackages: packagesIn(top, stackFolder),
  };
}

function widestFolder(root: string | undefined, stackFolder: string, top: string): string {
  if (root === undefined) return stackFolder;
  const { folder, rest } = nearestFolder(resolve(root));
  const widest = join(folder, ...rest);
  const isAround = (path: string, around: string): boolean => path === around || isInside(path, around);
  if (isAround(stackFolder, widest) && isAround(widest, top)) return widest;
  throw fail('PB101', `\`${root}\` is no folder of the repository around that of the stack.`, {
    hint: 'Name a folder above the program with `--root DIR`, or leave it out.',
  });
}

const packagesIn = (top: string, stackFolder: string): readonly string[] =>
  [...linkedPackages(foldersUpFrom(stackFolder), folderListing())].filter((path) => isInside(path, top)).sort();

/** The folder, or the nearest one above it that exists: the other revision may have had more of them. */
function nearestFolder(path: string): { readonly folder: string; readonly rest: readonly string[] } {
  try {
    return { folder: realpathSync.native(path), rest: [] };
  } catch {
    const { folder, rest } = nearestFolder(dirname(path));
    return { folder, rest: [...rest, basename(path)] };
  }
}

/** A path of the working tree as Git names it: from its top, with `/`; empty for the top. */
export const pathInRepository = ({ top }: StackRepository, path: string): string =>
  relative(top, path).replaceAll(sep, '/');
