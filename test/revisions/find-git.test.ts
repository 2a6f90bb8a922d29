/** Git is the machine's, never one that comes with a stack. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { findGit } from '../../compiler/revisions/find-git.ts';
import { git } from '../../compiler/revisions/git.ts';
import { failureOf } from '../failure-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { marks } from './configured-programs.ts';
import { gitRepository } from './git-repository.ts';

afterEach(() => void vi.unstubAllEnvs());

const real = process.env['PATH'] ?? '';

/** A folder with a `git` that leaves a mark. */
function withGit(folder: string, left = marks()): string {
  mkdirSync(folder, { recursive: true });
  left.program(join(folder, 'git'), 'fake');
  return folder;
}

it('what lies in the repository or in a package is passed over, whatever way leads there', () => {
  const { folder } = gitRepository({ 'infra/plugboard.ts': '' });
  const elsewhere = temporaryFolder();
  const inPackages = withGit(join(elsewhere, 'node_modules/.bin'));
  const inTools = withGit(join(folder, 'tools'));
  symlinkSync(inTools, join(elsewhere, 'linked'));
  mkdirSync(join(elsewhere, 'bin'));
  symlinkSync(join(inPackages, 'git'), join(elsewhere, 'bin/git'));
  const stranger = [
    withGit(join(folder, 'node_modules/.bin')),
    withGit(join(folder, 'infra/node_modules/.bin')),
    withGit(join(folder, 'infra/Node_Modules/.bin')),
    inPackages,
    inTools,
    join(elsewhere, 'linked'),
    join(elsewhere, 'bin'),
  ];
  const machine = withGit(temporaryFolder());
  const found = findGit(join(folder, 'infra'), [...stranger, machine].join(delimiter));
  expect(found).toEqual({
    program: join(machine, 'git'),
    path: [join(elsewhere, 'bin'), machine].join(delimiter),
    passedOver: stranger.map((one) => join(one, 'git')),
  });
});

it.each(['', '.', 'bin', './bin', '..'])(
  'folder `%s` of the PATH is not looked into, as it depends on the current one',
  (one) => {
    const folder = temporaryFolder();
    withGit(join(folder, 'bin'));
    withGit(folder);
    vi.spyOn(process, 'cwd').mockReturnValue(folder);
    try {
      expect(findGit(folder, one)).toMatchObject({ program: undefined, path: '' });
    } finally {
      vi.restoreAllMocks();
    }
  },
);

it('a folder, and a file that cannot be run, is no program', () => {
  const folder = temporaryFolder({ 'plain/git': '', 'folder/git/x': '' });
  const searched = [join(folder, 'plain'), join(folder, 'folder'), join(folder, 'absent')].join(delimiter);
  expect(findGit(temporaryFolder(), searched).program).toBeUndefined();
});

it('where the machine itself is the repository, its programs are not the repository’s', () => {
  const machine = withGit(temporaryFolder());
  expect(findGit('/', machine).program).toBe(join(machine, 'git'));
});

it('Git runs although others are in front of it', async () => {
  const left = marks();
  const { folder, git: run } = gitRepository({ 'plugboard.ts': '' });
  const inFront = [withGit(join(folder, 'node_modules/.bin'), left), withGit(folder, left), '.', ''];
  vi.stubEnv('PATH', [...inFront, real].join(delimiter));
  expect((await git(folder, ['rev-parse', 'HEAD'])).out.toString().trim()).toBe(run('rev-parse', 'HEAD'));
  expect(left.left()).toEqual([]);
});

it('where there are only others, that is said', async () => {
  const { folder } = gitRepository();
  const packages = withGit(join(folder, 'node_modules/.bin'));
  vi.stubEnv('PATH', packages);
  expect(await failureOf(() => git(folder, ['rev-parse', 'HEAD']))).toMatchObject([
    {
      code: 'PB121',
      message: 'There is no `git` on this machine.',
      notes: [`\`${join(packages, 'git')}\` is not run: it lies in the repository or in a package.`],
    },
  ]);
});

it('what Git starts is looked up in the same folders', async () => {
  const machine = temporaryFolder();
  writeFileSync(join(machine, 'git'), '#!/bin/sh\necho "$PATH"\n', { mode: 0o755 });
  const { folder } = gitRepository();
  vi.stubEnv('PATH', [join(folder, 'node_modules/.bin'), '.', machine, '/usr/bin', '/bin'].join(delimiter));
  const { out } = await git(folder, []);
  expect(out.toString().trim()).toBe([machine, '/usr/bin', '/bin'].join(delimiter));
});
