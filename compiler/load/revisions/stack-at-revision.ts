import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, parse, relative } from 'node:path';
import { isReadable } from '../files/file-types.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { git, gitFailed } from './git.ts';
import { readBlobs } from './read-blobs.ts';
import type { StackRepository } from './repository.ts';
import { type TreeEntry, treeEntries } from './tree-entries.ts';

/** The folder of a stack as it was at a revision. */
export interface StackAtRevision {
  /** The folder, or undefined where the revision has no such program. */
  readonly folder: string | undefined;
  /** Files that a revision does not hold: those of submodules, and those that are kept in Git LFS. */
  readonly absent: readonly string[];
  readonly remove: () => void;
}

/**
 * Lays out the folder of a stack as it was, with links to the packages that are installed now. Git's plumbing is asked
 * for the files, so that no hook and no filter runs and nothing is noted in the repository.
 */
export async function stackAtRevision(
  { folder, stackFolder, pathInRepository }: StackRepository,
  commit: string,
  program: string,
): Promise<StackAtRevision> {
  const path = pathInRepository === '' ? [] : ['--', `${pathInRepository}/`];
  const listed = await git(folder, ['ls-tree', '-r', '-z', '--full-tree', commit, ...path], { bytes: 64_000_000 });
  if (listed.exitCode !== 0) throw gitFailed(listed);
  const entries = treeEntries(listed.out.toString(), pathInRepository);
  if (!entries.some((entry) => entry.path === program && entry.is !== 'submodule')) {
    return { folder: undefined, absent: [], remove: () => undefined };
  }
  const copy = temporaryFolder();
  try {
    // At the same depth as the stack itself, as packages can be installed in any folder above it.
    const target = join(copy.path, relative(parse(stackFolder).root, stackFolder));
    const absent = await writeEntries(entries, target, folder);
    linkPackages(stackFolder, target);
    return { folder: target, absent, remove: copy.remove };
  } catch (error) {
    copy.remove();
    throw error;
  }
}

/** Writes what a program can be made of; the names of what is not there. */
async function writeEntries(
  entries: readonly TreeEntry[],
  target: string,
  repository: string,
): Promise<readonly string[]> {
  const wanted = entries.filter(({ is, path }) => is === 'link' || (is === 'file' && isReadable(path)));
  const contents = await readBlobs(repository, [...new Set(wanted.map(({ object }) => object))]);
  const contentOf = ({ object }: TreeEntry): Buffer => contents.get(object) ?? Buffer.alloc(0);
  mkdirSync(target, { recursive: true });
  const files = wanted.filter(({ is }) => is === 'file');
  for (const entry of files) {
    mkdirSync(dirname(join(target, entry.path)), { recursive: true });
    writeFileSync(join(target, entry.path), contentOf(entry));
  }
  // Links come last, so that nothing is written through one.
  for (const entry of wanted.filter(({ is }) => is === 'link')) {
    mkdirSync(dirname(join(target, entry.path)), { recursive: true });
    symlinkSync(contentOf(entry).toString(), join(target, entry.path));
  }
  return [
    ...entries.filter(({ is }) => is === 'submodule').map(({ path }) => path),
    ...files.filter((entry) => isLargeFilePointer(contentOf(entry))).map(({ path }) => path),
  ];
}

const isLargeFilePointer = (content: Buffer): boolean =>
  content.length < 1024 && content.toString().startsWith('version https://git-lfs.github.com/spec/');

/** Gives every folder on the way down the packages that the one in its place has now. */
function linkPackages(from: string, to: string): void {
  const packages = join(from, 'node_modules');
  if (existsSync(packages)) symlinkSync(packages, join(to, 'node_modules'), 'dir');
  if (dirname(from) !== from) linkPackages(dirname(from), dirname(to));
}
