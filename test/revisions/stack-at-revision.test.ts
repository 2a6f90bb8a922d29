import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { openRepository } from '../../compiler/revisions/repository.ts';
import { type StackAtRevision, stackAtRevision } from '../../compiler/revisions/stack-at-revision.ts';
import { failureLines } from '../failure-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { gitRepository, runGit } from './git-repository.ts';

async function laidOut(stackFile: string, commit: string): Promise<StackAtRevision & { readonly packagesOf: string }> {
  const repository = await openRepository(stackFile);
  const stack = await stackAtRevision(repository, commit, 'plugboard.ts');
  onTestFinished(stack.remove);
  return { ...stack, packagesOf: repository.stackFolder };
}

const listed = (folder: string | undefined): readonly string[] =>
  folder === undefined
    ? []
    : readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => !name.startsWith('node_modules'))
        .sort();

it('a folder is laid out as it was, with what a program can be made of and nothing else', async () => {
  const { folder, commit, write } = gitRepository();
  const first = commit({
    'README.md': 'not in the stack',
    'infra/plugboard.ts': 'old',
    'infra/data/teams.json': '{}',
    'infra/logo.png': 'x',
    'infra/node_modules/committed/index.js': 'x',
  });
  commit({ 'infra/plugboard.ts': 'new', 'infra/more.ts': '' });
  write({ 'infra/plugboard.ts': 'not committed' });
  const stack = await laidOut(join(folder, 'infra/plugboard.ts'), first);
  expect(listed(stack.folder)).toEqual(['data', 'data/teams.json', 'plugboard.ts']);
  expect(readFileSync(join(stack.folder ?? '', 'plugboard.ts'), 'utf8')).toBe('old');
  stack.remove();
  expect(existsSync(stack.folder ?? '')).toBe(false);
});

it('a stack at the top of its repository is laid out, too', async () => {
  const { folder, commit } = gitRepository();
  const first = commit({ 'plugboard.ts': 'old', 'teams/a.ts': '' });
  expect(listed((await laidOut(join(folder, 'plugboard.ts'), first)).folder)).toEqual([
    'plugboard.ts',
    'teams',
    'teams/a.ts',
  ]);
});

it('a folder may have a name that looks like two', async () => {
  const { folder, commit } = gitRepository();
  const first = commit({ 'a\nb/plugboard.ts': 'old', 'a/plugboard.ts': 'another' });
  const stack = await laidOut(join(folder, 'a\nb/plugboard.ts'), first);
  expect(readFileSync(join(stack.folder ?? '', 'plugboard.ts'), 'utf8')).toBe('old');
});

it('a revision without the program has no folder', async () => {
  const { folder, commit } = gitRepository();
  const first = commit({ 'infra/other.ts': '' });
  expect(await laidOut(join(folder, 'infra/plugboard.ts'), first)).toMatchObject({ folder: undefined });
  expect(await laidOut(join(folder, 'gone/deeper/plugboard.ts'), first)).toMatchObject({ folder: undefined });
});

it('a program of then is compiled with the packages of now, wherever above it they are installed', async () => {
  const { folder, commit } = gitRepository({ '.gitignore': 'node_modules' });
  const first = commit({
    'infra/plugboard.ts': [
      "import { near } from 'near';",
      "import { far } from 'far';",
      "import { root, project } from 'plugboard';",
      "export default root({ stack: 'acme', projects: [project(near), project(far)] });",
    ].join('\n'),
  });
  commit({ 'infra/plugboard.ts': '' });
  const install = (path: string, name: string): void => {
    const target = join(folder, path, 'node_modules', name);
    mkdirSync(target, { recursive: true });
    writeFileSync(
      join(target, 'package.json'),
      JSON.stringify({ name, type: 'module', main: 'index.js', types: 'index.d.ts' }),
    );
    writeFileSync(join(target, 'index.js'), `export const ${name} = '${name}';`);
    writeFileSync(join(target, 'index.d.ts'), `export const ${name}: string;`);
  };
  install('infra', 'near');
  install('.', 'far');
  const stack = await laidOut(join(folder, 'infra/plugboard.ts'), first);
  const stackFile = join(stack.folder ?? '', 'plugboard.ts');
  const { manifest, diagnostics } = await compile({ stackFile, inputs: {}, packagesOf: stack.packagesOf });
  expect(diagnostics).toEqual([]);
  expect(manifest?.projects.map(({ id }) => id)).toEqual(['_Root', 'far', 'near']);
});

it('links are laid out as links, and what they lead to is refused as ever', async () => {
  const { folder, commit, write } = gitRepository();
  const secret = join(temporaryFolder({ 'secret.ts': "export const secret = 'hunter2';" }), 'secret.ts');
  write({ 'infra/plugboard.ts': "import { secret } from './link.ts';\nexport default secret;\n", 'infra/real.ts': '' });
  symlinkSync(secret, join(folder, 'infra/link.ts'));
  symlinkSync('real.ts', join(folder, 'infra/alias.ts'));
  const first = commit();
  const stack = await laidOut(join(folder, 'infra/plugboard.ts'), first);
  expect(readlinkSync(join(stack.folder ?? '', 'alias.ts'))).toBe('real.ts');
  const stackFile = join(stack.folder ?? '', 'plugboard.ts');
  const { diagnostics } = await compile({ stackFile, inputs: {}, packagesOf: stack.packagesOf });
  expect(diagnostics.map(({ code }) => code)).toEqual(['PB103']);
});

it('submodules and files in Git LFS are named as absent', async () => {
  const inner = gitRepository({ 'a.ts': '' });
  const { folder, git, commit } = gitRepository({ 'infra/plugboard.ts': '' });
  git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.folder, 'infra/sub');
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 5\n`;
  const second = commit({ 'infra/large.json': pointer });
  const stack = await laidOut(join(folder, 'infra/plugboard.ts'), second);
  expect(stack.absent).toEqual(['infra/sub', 'infra/large.json']);
});

it('no filter and no hook of the repository runs', async () => {
  const { folder, git, commit } = gitRepository();
  const first = commit({ '.gitattributes': '*.ts filter=evil ident export-ignore', 'plugboard.ts': '// $Id$\n' });
  git('config', 'filter.evil.smudge', 'touch smudged; cat');
  writeFileSync(join(folder, '.git/hooks/post-checkout'), '#!/bin/sh\ntouch hooked\n', { mode: 0o755 });
  const stack = await laidOut(join(folder, 'plugboard.ts'), first);
  expect(readFileSync(join(stack.folder ?? '', 'plugboard.ts'), 'utf8')).toBe('// $Id$\n');
  expect(readdirSync(folder).sort()).toEqual(['.git', '.gitattributes', 'plugboard.ts']);
  expect(runGit(folder, 'worktree', 'list').split('\n')).toHaveLength(1);
});

it('a folder that is in no repository, or in the middle of one, is refused', async () => {
  const folder = temporaryFolder({ 'plugboard.ts': '' });
  expect(await failureLines(() => openRepository(join(folder, 'plugboard.ts')))).toEqual([
    `PB120 \`${folder}\` is not in the working tree of a Git repository.`,
  ]);
  const inside = join(gitRepository().folder, '.git');
  expect(await failureLines(() => openRepository(join(inside, 'plugboard.ts')))).toEqual([
    `PB120 \`${inside}\` is not in the working tree of a Git repository.`,
  ]);
});
