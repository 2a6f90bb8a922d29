/** However Git behaves, it comes to an end, and that end is told in words. */
import { writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { git, gitFailed, gitsWords } from '../../compiler/revisions/git.ts';
import { failureLines } from '../failure-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';

afterEach(() => void vi.unstubAllEnvs());

/** Puts a program in the place of Git. */
function replaceGit(script: string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'git'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH'] ?? ''}`);
  return temporaryFolder();
}

it('it is stopped where it does not end, also where what it has started goes on', async () => {
  const folder = replaceGit('sleep 20 &\nsleep 20');
  const begin = Date.now();
  expect(await failureLines(() => git(folder, ['ls-tree', 'HEAD'], { milliseconds: 200 }))).toEqual([
    'PB121 `git ls-tree` did not end within 0.2 seconds, and was stopped.',
  ]);
  expect(Date.now() - begin).toBeLessThan(15_000);
});

it('it is stopped where it writes without end', async () => {
  const folder = replaceGit('exec yes');
  expect(await failureLines(() => git(folder, ['ls-tree'], { bytes: 100_000 }))).toEqual([
    'PB121 `git ls-tree` wrote more than 100000 bytes, and was stopped.',
  ]);
});

it('its words are kept to what can be shown', async () => {
  const folder = replaceGit('yes words | head -c 1000000 >&2; exit 3');
  const run = await git(folder, []);
  expect(run).toMatchObject({ exitCode: 3, err: 'words\n'.repeat(2000).slice(0, 10_000) });
  expect(gitsWords(run.err)).toEqual(['Git says: words words words words words']);
  expect(gitsWords('x'.repeat(1000))[0]?.length).toBeLessThan(620);
});

it('it may fall over', async () => {
  const folder = replaceGit('kill -SEGV $$');
  const run = await git(folder, []);
  expect(run.exitCode).toBeUndefined();
  expect(gitFailed(run).message).toBe('PB121: Git was ended by the system.');
});

it('it may be none', async () => {
  const folder = replaceGit('');
  expect(await failureLines(() => git(join(folder, 'absent'), []))).toEqual([
    expect.stringMatching(/^PB121 `.*git` cannot be started: spawn .*ENOENT\.$/),
  ]);
});

it('it may end before it has read what it is given', async () => {
  const folder = replaceGit('exit 0');
  expect(await git(folder, [], { input: 'x'.repeat(5_000_000) })).toMatchObject({ exitCode: 0, err: '' });
});
