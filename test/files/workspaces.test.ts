import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namePattern } from '../../compiler/files/name-pattern.ts';
import type { Files } from '../load/program-folder.ts';
import { openFiles } from './opened.ts';

const shared: Files = {
  'packages/shared/package.json':
    '{ "name": "@acme/shared", "exports": { ".": "./src/index.ts", "./*": "./src/*.ts" } }',
  'packages/shared/src/index.ts': '',
  'packages/shared/src/team.ts': '',
  'packages/shared/node_modules/dependency/index.js': '',
  'packages/unlinked/package.json': '{ "name": "unlinked" }',
  'packages/unlinked/index.ts': '',
  'elsewhere/package.json': '{ "name": "elsewhere" }',
  'elsewhere/index.ts': '',
  'node_modules/elsewhere': { link: '../elsewhere' },
};
const hoisted: Files = { ...shared, 'node_modules/@acme/shared': { link: '../../packages/shared' } };

describe('a package of the same workspace', () => {
  it.each<[string, Files]>([
    ['npm', { ...hoisted, 'package.json': '{ "workspaces": ["packages/*", "stack"] }' }],
    ['Yarn', { ...hoisted, 'package.json': '{ "workspaces": { "packages": ["./packages/**/"] } }' }],
    [
      'pnpm',
      {
        ...shared,
        'stack/node_modules/@acme/shared': { link: '../../../packages/shared' },
        'pnpm-workspace.yaml':
          '# all\ncatalog:\n  a: 1\npackages:\n  # ours\n  - \'packages/*\' # but\n  - "!packages/other"\nother: 1\n',
      },
    ],
    [
      'pnpm, in one line',
      { ...hoisted, 'pnpm-workspace.yaml': "packages: ['packages/shared', packages/other] # all\n" },
    ],
  ])('is made of files of the stack: %s', (_, files) => {
    const { folder, stack, runs, types } = openFiles(files);
    expect([runs('@acme/shared'), types('@acme/shared')]).toEqual([
      'packages/shared/src/index.ts',
      'packages/shared/src/index.ts',
    ]);
    expect(runs('@acme/shared/team')).toBe('packages/shared/src/team.ts');
    expect(runs('./team', 'packages/shared/src/index.ts')).toBe('packages/shared/src/team.ts');
    const team = join(folder, 'packages/shared/src/team.ts');
    expect([stack.isOwn(team), stack.nameOf(team)]).toEqual([true, '../packages/shared/src/team.ts']);
    // Its own packages are no files of the stack.
    const dependency = join(folder, 'packages/shared/node_modules/dependency/index.js');
    expect(runs('dependency', 'packages/shared/src/index.ts')).toBe('packages/shared/node_modules/dependency/index.js');
    expect([stack.isOwn(dependency), stack.mayRead(dependency)]).toEqual([false, true]);
  });

  it('is found through a package of the workspace, as pnpm installs it', () => {
    const { runs } = openFiles({
      'pnpm-workspace.yaml': 'packages:\n- packages/*\n',
      'stack/node_modules/first': { link: '../../packages/first' },
      'packages/first/package.json': '{ "name": "first", "main": "a.ts" }',
      'packages/first/a.ts': '',
      'packages/first/node_modules/second': { link: '../../second' },
      'packages/second/package.json': '{ "name": "second", "main": "b.ts" }',
      'packages/second/b.ts': '',
    });
    expect(runs('second', 'packages/first/a.ts')).toBe('packages/second/b.ts');
  });

  it.each<[string, Files]>([
    ['there is no workspace', {}],
    ['the workspace has other packages', { 'package.json': '{ "workspaces": ["apps/*"] }' }],
    ['it is left out', { 'package.json': '{ "workspaces": ["packages/*", "!packages/shared"] }' }],
    ['a pattern leads out of the workspace', { 'package.json': '{ "workspaces": ["../*/packages/*", "/**"] }' }],
    ['the list is none', { 'package.json': '{ "workspaces": "packages/*" }' }],
    ['the workspace is that of the stack', { 'stack/package.json': '{ "workspaces": ["../packages/*", "**"] }' }],
    ['the list is a link', { 'package.json': { link: 'packages.json' }, 'packages.json': '{ "workspaces": ["**"] }' }],
  ])('is not read where %s', (_, files) => {
    const { folder, stack, runs, types } = openFiles({ ...hoisted, ...files });
    expect(runs('@acme/shared')).toBe("PB103 `@acme/shared` leads out of the stack's folder.");
    expect(types('@acme/shared')).toBe(undefined);
    expect(stack.mayRead(join(folder, 'packages/shared/src/team.ts'))).toBe(false);
  });

  it('is read only where it is installed', () => {
    const { runs } = openFiles({ ...hoisted, 'package.json': '{ "workspaces": ["packages/*"] }' });
    expect(runs('../packages/unlinked/index.ts')).toMatch(/^PB103/);
    expect(runs('elsewhere')).toMatch(/^PB103/);
  });
});

describe('a pattern of a workspace', () => {
  it.each([
    ['packages/*', ['packages/a'], ['packages', 'packages/a/b', 'packages/.a', 'other/a']],
    ['packages/**', ['packages/a', 'packages/a/b'], ['other', 'packages/.a/b']],
    ['**/lib', ['lib', 'a/lib', 'a/b/lib'], ['a/libs', 'lib/a']],
    ['{apps,libs}/{a,b}-*', ['apps/a-1', 'libs/b-'], ['apps/c-1', 'libs/a']],
    ['./a?c/', ['abc'], ['ac', 'a/c']],
    ['*a*b*', ['ab', 'xaybz'], ['ba']],
    ['.config/*', ['.config/a'], ['config/a']],
  ])('fits what it means: %s', (pattern, fitting, others) => {
    const fits = namePattern(pattern);
    expect(fitting.filter((path) => !fits?.(path.split('/')))).toEqual([]);
    expect(others.filter((path) => fits?.(path.split('/')))).toEqual([]);
  });

  it.each(['', '.', '..', 'a/../b', '/a', 'C:\\a', '!(a)', '[ab]', '{a', 'a}', '{a,b}'.repeat(10), 'a'.repeat(1000)])(
    'is left alone where it is none: %s',
    (pattern) => {
      expect(namePattern(pattern)).toBe(undefined);
    },
  );

  it('is compared in no time, whatever it is', () => {
    const before = performance.now();
    for (const pattern of ['*a'.repeat(100), '**/'.repeat(150), '{a,a}'.repeat(6), `${'*'.repeat(400)}b`]) {
      expect(namePattern(pattern)?.(['a'.repeat(255), ...Array.from({ length: 100 }, () => 'a'.repeat(30)), 'c'])).toBe(
        pattern.startsWith('**/'),
      );
    }
    expect(performance.now() - before).toBeLessThan(500);
  });
});
