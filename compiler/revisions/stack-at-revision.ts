import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join, parse, relative } from 'node:path';
import { temporaryFolder } from '../files/temporary-folder.ts';
import { layOut } from './lay-out.ts';
import type { StackRepository } from './repository.ts';
import { stackFiles } from './stack-files.ts';

/** The folder of a stack as it was at a revision. */
export interface StackAtRevision {
  /** The folder, or undefined where the revision has no such program. */
  readonly folder: string | undefined;
  /**
   * Files that are not in it: those of submodules, those that are kept in Git LFS, what is too large, and names that
   * this machine cannot hold.
   */
  readonly absent: readonly string[];
  readonly remove: () => void;
}

/**
 * Lays out the folder of a stack as it was, with links to the packages that are installed now. Git's plumbing is asked
 * for the files, so that no hook and no filter runs and nothing is noted in the repository.
 */
export async function stackAtRevision(
  repository: StackRepository,
  commit: string,
  program: string,
): Promise<StackAtRevision> {
  const found = await stackFiles(repository, commit, program);
  if (found === undefined) return { folder: undefined, absent: [], remove: () => undefined };
  const { stackFolder } = repository;
  const copy = temporaryFolder();
  try {
    // At the same depth as the stack itself, as packages can be installed in any folder above it.
    const target = join(copy.path, relative(parse(stackFolder).root, stackFolder));
    mkdirSync(target, { recursive: true });
    const leftOut = layOut(found, target);
    linkPackages(stackFolder, target);
    return { folder: target, absent: [...found.absent, ...leftOut], remove: copy.remove };
  } catch (error) {
    copy.remove();
    throw error;
  }
}

/** Gives every folder on the way down the packages that the one in its place has now. */
function linkPackages(from: string, to: string): void {
  const packages = join(from, 'node_modules');
  if (existsSync(packages)) symlinkSync(packages, join(to, 'node_modules'), 'dir');
  if (dirname(from) !== from) linkPackages(dirname(from), dirname(to));
}
