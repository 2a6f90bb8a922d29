import { basename, dirname, join } from 'node:path';
import { type Failure, fail } from '../diagnostics/failure.ts';
import { isReadable } from '../files/file-types.ts';
import { foldersUpFrom, isInside } from '../files/stack-folder.ts';
import { git, gitFailed } from './git.ts';
import { blobSizes, readBlobs } from './read-blobs.ts';
import { pathInRepository, type StackRepository } from './repository.ts';
import { type TreeEntry, treeEntries } from './tree-entries.ts';

/** What a program can be made of, at a revision. Paths start at the top of the repository. */
export interface StackFiles {
  readonly files: ReadonlyMap<string, Buffer>;
  /** What symbolic links lead to, by their paths. */
  readonly links: ReadonlyMap<string, string>;
  /** Files that are not among them: those of submodules, those that are kept in Git LFS, and what is too large. */
  readonly absent: readonly string[];
}

/** How many files there may be, and how large one and all of them: much more than people write. */
export interface StackBounds {
  readonly bytesOfNames: number;
  readonly files: number;
  readonly bytesOfFile: number;
  readonly bytes: number;
}

const bounds: StackBounds = {
  bytesOfNames: 64_000_000,
  files: 50_000,
  bytesOfFile: 16_000_000,
  bytes: 256_000_000,
};

/** What no system follows as a link is longer. */
const longestLink = 4096;

/**
 * Reads what a program can be made of as it was, within limits (PB129): the stack's folder, packages of its workspace, and
 * the files around them that say which these are. Undefined where a program that must be there was not.
 */
export async function stackFiles(
  repository: StackRepository,
  commit: string,
  program?: string,
  most: StackBounds = bounds,
): Promise<StackFiles | undefined> {
  const { folder, stackFolder } = repository;
  const entries = await entriesAt(repository, commit, most);
  const programPath = program === undefined ? undefined : pathInRepository(repository, join(stackFolder, program));
  const isProgram = ({ is, path }: TreeEntry): boolean => path === programPath && is !== 'submodule';
  if (program !== undefined && !entries.some(isProgram)) return undefined;
  const wanted = entries.filter(({ is, path }) => is === 'link' || (is === 'file' && isOfProgram(path)));
  if (wanted.length > most.files) throw tooLarge(commit, `has more than ${most.files} files in the stack’s folder`);
  const sizes = await blobSizes(folder, [...new Set(wanted.map(({ object }) => object))]);
  const sizeOf = ({ object }: TreeEntry): number => sizes.get(object) ?? 0;
  const isSmall = (one: TreeEntry): boolean => sizeOf(one) <= (one.is === 'link' ? longestLink : most.bytesOfFile);
  if (wanted.some((one) => isProgram(one) && !isSmall(one))) {
    throw tooLarge(commit, `has a \`${program}\` of more than ${megabytes(most.bytesOfFile)}`);
  }
  const small = wanted.filter(isSmall);
  const asked = new Map(small.map((one) => [one.object, sizeOf(one)]));
  if ([...asked.values()].reduce((sum, size) => sum + size, 0) > most.bytes) {
    throw tooLarge(commit, `has files of more than ${megabytes(most.bytes)} altogether in the stack’s folder`);
  }
  const contents = await readBlobs(folder, asked);
  const written = (is: TreeEntry['is']): readonly (readonly [path: string, content: Buffer])[] =>
    small.filter((one) => one.is === is).map(({ path, object }) => [path, contents.get(object) ?? Buffer.alloc(0)]);
  const files = new Map(written('file'));
  const pathsOf = (some: readonly TreeEntry[]): readonly string[] => some.map(({ path }) => path);
  return {
    files,
    links: new Map(written('link').map(([path, content]) => [path, content.toString()])),
    absent: [
      ...pathsOf(entries.filter(({ is }) => is === 'submodule')),
      ...[...files].filter(([, content]) => isLargeFilePointer(content)).map(([path]) => path),
      ...pathsOf(wanted.filter((one) => !isSmall(one))),
    ],
  };
}

const workspaceFiles = ['package.json', 'pnpm-workspace.yaml'];

const isOfProgram = (path: string): boolean => isReadable(path) || basename(path) === 'pnpm-workspace.yaml';

async function entriesAt(
  repository: StackRepository,
  commit: string,
  { bytesOfNames }: StackBounds,
): Promise<readonly TreeEntry[]> {
  const { folder, top, root, workspacePackages } = repository;
  const around = root === top ? [] : foldersUpFrom(dirname(root)).filter((one) => one === top || isInside(one, top));
  const paths = [
    ...[root, ...workspacePackages].map((path) => `${pathInRepository(repository, path)}/`),
    ...around.flatMap((one) => workspaceFiles.map((name) => pathInRepository(repository, join(one, name)))),
  ];
  const only = root === top ? [] : ['--', ...paths];
  const listed = await git(folder, ['ls-tree', '-r', '-z', '--full-tree', commit, ...only], {
    bytes: bytesOfNames,
    tooMuch: () => tooLarge(commit, `has names of more than ${megabytes(bytesOfNames)} in the stack’s folder`),
  });
  if (listed.exitCode !== 0) throw gitFailed(listed);
  return treeEntries(listed.out.toString());
}

/** What Git LFS leaves in the place of a file. */
export const isLargeFilePointer = (content: Buffer): boolean =>
  content.length < 1024 && content.toString().startsWith('version https://git-lfs.github.com/spec/');

const megabytes = (bytes: number): string => `${bytes / 1_000_000} MB`;

const tooLarge = (commit: string, what: string): Failure =>
  fail('PB129', `Revision ${commit.slice(0, 10)} ${what}.`, {
    hint: 'Keep the stack in a folder of its own that holds what its program imports, and little else.',
  });
