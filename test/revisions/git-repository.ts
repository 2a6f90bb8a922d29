import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../temporary-folder.ts';

/** A Git repository of a test's own, with nothing of the configuration of whoever runs the tests. */
export interface TestRepository {
  readonly folder: string;
  readonly git: (...args: readonly string[]) => string;
  readonly write: (files: Readonly<Record<string, string>>) => void;
  /** Writes files and commits everything; gives the commit. */
  readonly commit: (files?: Readonly<Record<string, string>>) => string;
}

const identity = { name: 'Test', email: 'test@example.com', date: '2026-01-01T00:00:00Z' };
const environment = {
  PATH: process.env['PATH'],
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: identity.name,
  GIT_AUTHOR_EMAIL: identity.email,
  GIT_AUTHOR_DATE: identity.date,
  GIT_COMMITTER_NAME: identity.name,
  GIT_COMMITTER_EMAIL: identity.email,
  GIT_COMMITTER_DATE: identity.date,
};

/** Runs Git in a folder; it must not fail. */
export const runGit = (folder: string, ...args: readonly string[]): string => runGitWith('', folder, ...args);

function runGitWith(input: string | Buffer, folder: string, ...args: readonly string[]): string {
  const options = { cwd: folder, env: environment, encoding: 'utf8', input } as const;
  const { status, stdout, stderr } = spawnSync('git', args, options);
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

/** Writes a file into the repository and nowhere else; gives its id. */
export const makeBlob = (folder: string, content: string | Buffer): string =>
  runGitWith(content, folder, 'hash-object', '-w', '--stdin');

/** Writes an object as it is, also one that Git would not; gives its id. */
export const makeObject = (folder: string, type: 'tree' | 'commit', content: Buffer): string =>
  runGitWith(content, folder, 'hash-object', '-w', '--stdin', '--literally', '-t', type);

/** One line of a folder in the repository. */
export const treeLine = (mode: string, object: string, name: string): string =>
  `${mode} ${mode === '040000' ? 'tree' : mode === '160000' ? 'commit' : 'blob'} ${object}\t${name}`;

/** Writes a folder into the repository that may hold what Git would never put there; gives its id. */
export const makeTree = (folder: string, lines: readonly string[]): string =>
  runGitWith(lines.map((line) => `${line}\0`).join(''), folder, 'mktree', '-z', '--missing');

/** Ten to the power of `depth` files, in `depth` small objects; gives the id of the folder. */
export function makeTreeOfMany(folder: string, depth: number): string {
  const ten = Array.from({ length: 10 }, (_, digit) => digit);
  const file = makeBlob(folder, '');
  let tree = makeTree(
    folder,
    ten.map((digit) => treeLine('100644', file, `${digit}.ts`)),
  );
  for (let level = 1; level < depth; level += 1) {
    const inner = tree;
    tree = makeTree(
      folder,
      ten.map((digit) => treeLine('040000', inner, String(digit))),
    );
  }
  return tree;
}

/** Commits a folder of which only its id is known, as the branch `main`; gives the commit. */
export function commitTree(folder: string, tree: string): string {
  const commit = runGit(folder, 'commit-tree', '-m', 'made up', tree);
  runGit(folder, 'update-ref', 'refs/heads/main', commit);
  return commit;
}

/** Commits everything in a folder, and gives the commit. One process that starts others is faster than three of ours. */
export const commitAll = (folder: string): string =>
  runGit(
    folder,
    '-c',
    'alias.all=!git add --all && git commit --quiet --allow-empty --message=change && git rev-parse HEAD',
    'all',
  );

/** An empty repository on the branch `main`, which is gone when the test ends. */
export function gitRepository(files: Readonly<Record<string, string>> = {}): TestRepository {
  const folder = temporaryFolder();
  const git = (...args: readonly string[]): string => runGit(folder, ...args);
  git('init', '--quiet', '--initial-branch=main');
  const write = (some: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(some)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  };
  const commit = (some: Readonly<Record<string, string>> = {}): string => {
    write(some);
    return commitAll(folder);
  };
  if (Object.keys(files).length > 0) commit(files);
  return { folder, git, write, commit };
}
