import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../../temporary-folder.ts';

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
export function runGit(folder: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: folder, env: environment, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
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
