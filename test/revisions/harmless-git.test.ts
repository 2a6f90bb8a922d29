/** Git runs nothing, whatever a repository, its user and the environment name. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, expect, it, vi } from 'vitest';
import { changersBetween } from '../../compiler/revisions/commit-of-change.ts';
import { findCommits } from '../../compiler/revisions/find-commit.ts';
import { git } from '../../compiler/revisions/git.ts';
import { gitEnvironment, gitOptions } from '../../compiler/revisions/harmless-git.ts';
import { openRepository } from '../../compiler/revisions/repository.ts';
import { stackAtRevision } from '../../compiler/revisions/stack-at-revision.ts';
import { failureLines } from '../failure-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { configuredPrograms, marks, stubVariables } from './configured-programs.ts';
import { gitRepository, type TestRepository } from './git-repository.ts';

afterEach(() => void vi.unstubAllEnvs());

/** Two commits and an edit, with attributes that name a filter and a way to compare. */
function history(): TestRepository & { readonly first: string } {
  const repository = gitRepository();
  const first = repository.commit({
    'plugboard.ts': "const word = 'a';\n",
    '.gitattributes': '*.ts filter=marked diff=marked\n',
  });
  repository.commit({ 'plugboard.ts': 'const other = 1;\n' });
  repository.write({ 'plugboard.ts': 'const edited = 1;\n' });
  return { ...repository, first };
}

/** Whatever Plugboard asks of Git. */
async function askEverything({ folder, first }: { readonly folder: string; readonly first: string }): Promise<void> {
  const repository = await openRepository(join(folder, 'plugboard.ts'));
  await findCommits(repository.folder, { from: first, to: 'HEAD', fromMergeBase: true });
  await failureLines(() => findCommits(repository.folder, { from: 'nian', fromMergeBase: false }));
  (await stackAtRevision(repository, first, 'plugboard.ts')).remove();
  expect(await changersBetween(repository, first, 'HEAD')('word')).toMatchObject({ subject: 'change' });
  expect(await changersBetween(repository, first, undefined)('edited')).toBe('not committed');
}

it('nothing that the configuration of the repository names runs', async () => {
  const left = marks();
  const { folder, first, git: run } = history();
  for (const [name, value] of Object.entries(configuredPrograms(left))) run('config', name, value);
  // The index remembers that there is a monitor, and reading it asks that.
  run('-c', 'core.fsmonitor=true', '-c', 'core.hooksPath=/dev/null', 'update-index', '--fsmonitor');
  const before = left.left();
  stubVariables(left);
  await askEverything({ folder, first });
  expect(left.left()).toEqual(before);
});

it('nothing that the configuration of the user names runs', async () => {
  const left = marks();
  const { folder, first } = history();
  const home = temporaryFolder();
  for (const [name, value] of Object.entries(configuredPrograms(left))) {
    spawnSync('git', ['config', '--file', join(home, '.gitconfig'), name, value]);
  }
  vi.stubEnv('HOME', home);
  await askEverything({ folder, first });
  expect(left.left()).toEqual([]);
});

it('the same configuration is one that other commands of Git obey', () => {
  const left = marks();
  const { folder, first, git: run } = history();
  for (const [name, value] of Object.entries(configuredPrograms(left))) run('config', name, value);
  spawnSync('git', ['diff', first], { cwd: folder });
  spawnSync('git', ['diff', '--no-ext-diff', '--textconv', first, 'HEAD'], { cwd: folder });
  expect(left.left()).toEqual(expect.arrayContaining(['clean', 'driver', 'fsmonitor', 'textconv']));
});

it.each(['blob', 'tree', 'commit'] as const)('a %s that is missing is not fetched', async (kind) => {
  const left = marks();
  const { folder, first, git: run } = history();
  const lost = { blob: `${first}:plugboard.ts`, tree: `${first}^{tree}`, commit: first }[kind];
  const object = run('rev-parse', lost);
  for (const [name, value] of Object.entries(configuredPrograms(left))) run('config', name, value);
  run('config', 'core.repositoryFormatVersion', '1');
  run('config', 'extensions.partialClone', 'origin');
  run('config', 'remote.origin.url', `ext::${left.program(join(temporaryFolder(), 'remote'), 'remote')}`);
  run('config', 'remote.origin.promisor', 'true');
  rmSync(join(folder, '.git/objects', object.slice(0, 2), object.slice(2)));
  const before = left.left();
  const said = await failureLines(async () => {
    const repository = await openRepository(join(folder, 'plugboard.ts'));
    const { from } = await findCommits(repository.folder, { from: first, fromMergeBase: false });
    await stackAtRevision(repository, from.commit, 'plugboard.ts');
  });
  expect(said).toEqual([
    kind === 'commit'
      ? `PB122 The repository has no revision \`${first}\`.`
      : 'PB121 The repository lacks files of the revision, and nothing is fetched meanwhile.',
  ]);
  expect(left.left()).toEqual(before);
});

it('a folder that is made up to look like a repository is none', async () => {
  const left = marks();
  const { folder } = gitRepository({ 'README.md': '' });
  const stack = join(folder, 'stack');
  for (const name of ['objects', 'refs']) mkdirSync(join(stack, name), { recursive: true });
  writeFileSync(join(stack, 'HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(
    join(stack, 'config'),
    `[core]\n\trepositoryFormatVersion = 0\n\tworktree = .\n\tfsmonitor = "${left.command('fsmonitor')}"\n`,
  );
  writeFileSync(join(stack, 'plugboard.ts'), '');
  expect(await failureLines(() => openRepository(join(stack, 'plugboard.ts')))).toEqual([
    `PB120 \`${stack}\` is not in the working tree of a Git repository.`,
  ]);
  expect(left.left()).toEqual([]);
});

it('commits are what they are, and not what the repository replaces them by', async () => {
  const { folder, first, git: run } = history();
  run('replace', first, 'HEAD');
  const found = await git(folder, ['rev-parse', `${first}:plugboard.ts`]);
  const original = spawnSync('git', ['--no-replace-objects', 'rev-parse', `${first}:plugboard.ts`], { cwd: folder });
  expect(found.out.toString()).toBe(original.stdout.toString());
});

it('Git gets to know what it needs and nothing else', () => {
  const environment = { HOME: '/home/me', TEAMCITY_TOKEN: 'secret', GIT_TRACE: '/tmp/trace', LD_PRELOAD: 'x.so' };
  const { PATH, HOME, ...others } = gitEnvironment('/usr/bin', environment);
  expect([PATH, HOME]).toEqual(['/usr/bin', '/home/me']);
  expect(Object.keys(others).filter((name) => name in environment)).toEqual([]);
  expect(Object.values(gitEnvironment('/usr/bin', process.env))).not.toContain(undefined);
});

it('folders that variables name as trusted are trusted, and nothing else of those variables counts', () => {
  const environment = {
    GIT_CONFIG_COUNT: '3',
    GIT_CONFIG_KEY_0: 'core.fsmonitor',
    GIT_CONFIG_VALUE_0: 'evil',
    GIT_CONFIG_KEY_1: 'Safe.Directory',
    GIT_CONFIG_VALUE_1: '/builds/acme',
    GIT_CONFIG_KEY_3: 'safe.directory',
    GIT_CONFIG_VALUE_3: 'beyond',
  };
  const options = gitOptions(environment);
  expect(options.slice(-2)).toEqual(['-c', 'safe.directory=/builds/acme']);
  expect(options.filter((one) => one.includes('evil') || one.includes('beyond'))).toEqual([]);
  expect(gitOptions({ GIT_CONFIG_COUNT: '-1' })).toEqual(gitOptions({}));
  expect(gitOptions({ GIT_CONFIG_COUNT: '1e99' })).toEqual(gitOptions({}));
});
