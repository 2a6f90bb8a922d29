/** In a monorepo, a stack of then is compiled with what its own packages were then, and nothing of the present's. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { openRepository } from '../../compiler/revisions/repository.ts';
import { stackAtRevision } from '../../compiler/revisions/stack-at-revision.ts';
import { failureLines } from '../failure-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { gitRepository } from './git-repository.ts';

/** Names of the projects that a stack declares at a revision, or what is wrong with it. */
async function projectsAt(folder: string, commit: string, root?: string): Promise<readonly string[]> {
  const repository = await openRepository(join(folder, 'infra/plugboard.ts'), root && join(folder, root));
  const stack = await stackAtRevision(repository, commit, 'plugboard.ts');
  onTestFinished(stack.remove);
  const { manifest, diagnostics } = await compile({
    stackFile: join(stack.folder ?? '', 'plugboard.ts'),
    root: stack.root,
    inputs: {},
    packagesOf: repository.stackFolder,
  });
  const found = diagnostics.map(({ code, span, message }) => `${code} ${span?.file}: ${message}`);
  return [...found, ...(manifest?.projects ?? []).map(({ id }) => id).filter((id) => id !== '_Root')];
}

const program = (from: string): string =>
  `import { team } from '${from}';\nimport { project, root } from 'plugboard';\nexport default root({ stack: 'acme', projects: [project(team)] });\n`;
const named = (team: string): string => `export const team: string = '${team}';\n`;

function link(folder: string, path: string, target: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  symlinkSync(target, join(folder, path), 'dir');
}

const shared = { 'packages/shared/package.json': '{ "name": "@acme/shared", "exports": "./src/index.ts" }' };

describe('a package of the workspace', () => {
  it.each([
    [
      'npm',
      { 'package.json': '{ "workspaces": ["packages/*"] }' },
      'node_modules/@acme/shared',
      '../../packages/shared',
    ],
    [
      'pnpm',
      { 'pnpm-workspace.yaml': 'packages:\n  - packages/*\n' },
      'infra/node_modules/@acme/shared',
      '../../../packages/shared',
    ],
  ] as const)('is taken from the revision, as %s links it', async (_, workspace, path, target) => {
    const { folder, commit, write } = gitRepository({ '.gitignore': 'node_modules' });
    const files = { ...workspace, ...shared, 'infra/plugboard.ts': program('@acme/shared') };
    const first = commit({ ...files, 'packages/shared/src/index.ts': named('First') });
    const second = commit({ 'packages/shared/src/index.ts': named('Second') });
    write({ 'packages/shared/src/index.ts': named('NotCommitted') });
    link(folder, path, target);
    expect(await projectsAt(folder, first)).toEqual(['First']);
    expect(await projectsAt(folder, second)).toEqual(['Second']);
  });

  it('has the packages that are installed for it now', async () => {
    const { folder, commit, write } = gitRepository({ '.gitignore': 'node_modules' });
    const first = commit({
      'package.json': '{ "workspaces": ["packages/*"] }',
      ...shared,
      'packages/shared/src/index.ts': "export { team } from 'names';\n",
      'infra/plugboard.ts': program('@acme/shared'),
    });
    write({
      'packages/shared/node_modules/names/package.json':
        '{ "name": "names", "type": "module", "main": "index.js", "types": "index.d.ts" }',
      'packages/shared/node_modules/names/index.js': "export const team = 'Installed';\n",
      'packages/shared/node_modules/names/index.d.ts': 'export const team: string;\n',
    });
    link(folder, 'node_modules/@acme/shared', '../../packages/shared');
    expect(await projectsAt(folder, first)).toEqual(['Installed']);
  });

  it('is no package of a revision that did not have it, or whose workspace did not name it', async () => {
    const { folder, commit } = gitRepository({ '.gitignore': 'node_modules' });
    const before = commit({
      'package.json': '{ "workspaces": ["packages/*"] }',
      'infra/plugboard.ts': program('@acme/shared'),
    });
    const unnamed = commit({ ...shared, 'packages/shared/src/index.ts': named('Shared'), 'package.json': '{}' });
    commit({ 'package.json': '{ "workspaces": ["packages/*"] }' });
    link(folder, 'node_modules/@acme/shared', '../../packages/shared');
    expect(await projectsAt(folder, before)).toEqual(['PB102 plugboard.ts: Package `@acme/shared` cannot be found.']);
    expect(await projectsAt(folder, unnamed)).toEqual([
      "PB103 plugboard.ts: `@acme/shared` leads out of the stack's folder.",
    ]);
  });

  it('that was a link at the revision is no way out of the copy', async () => {
    const outside = temporaryFolder();
    const { folder, commit, git } = gitRepository({ '.gitignore': 'node_modules' });
    symlinkSync(outside, join(folder, 'packages'), 'dir');
    const hostile = commit({
      'package.json': '{ "workspaces": ["packages/*"] }',
      'infra/plugboard.ts': program('@acme/shared'),
    });
    git('rm', '--quiet', 'packages');
    commit({ ...shared, 'packages/shared/src/index.ts': named('Shared') });
    link(folder, 'node_modules/@acme/shared', '../../packages/shared');
    expect(await projectsAt(folder, hostile)).toEqual(['PB102 plugboard.ts: Package `@acme/shared` cannot be found.']);
  });
});

describe('`--root`', () => {
  it('widens what a stack may import at a revision, too', async () => {
    const { folder, commit, write } = gitRepository();
    const first = commit({ 'infra/plugboard.ts': program('../teams/team.ts'), 'teams/team.ts': named('First') });
    write({ 'teams/team.ts': named('NotCommitted') });
    expect(await projectsAt(folder, first, '.')).toEqual(['First']);
    expect(await projectsAt(folder, first)).toEqual([
      "PB103 plugboard.ts: `../teams/team.ts` leads out of the stack's folder.",
    ]);
  });

  it('is refused where it is no folder of the repository around the stack', async () => {
    const { folder, commit } = gitRepository();
    commit({ 'infra/plugboard.ts': '', 'teams/team.ts': '' });
    for (const root of ['teams', 'infra/deeper', '..']) {
      expect(await failureLines(() => openRepository(join(folder, 'infra/plugboard.ts'), join(folder, root)))).toEqual([
        `PB101 \`${join(folder, root)}\` is no folder of the repository around that of the stack.`,
      ]);
    }
  });
});
