import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStackFolder } from '../../compiler/files/stack-folder.ts';
import { type Files, writeFiles } from '../load/program-folder.ts';
import { openFiles } from './opened.ts';

describe('a wider root', () => {
  const files: Files = { 'shared/a.ts': '', 'node_modules/package/index.js': '', 'stack/b.ts': '' };

  it('makes the files in it those of the stack, and those of packages not', () => {
    const { folder, stack, runs } = openFiles(files, { root: '.' });
    expect(runs('../shared/a')).toBe('shared/a.ts');
    expect(runs('../stack/b', 'shared/a.ts')).toBe('stack/b.ts');
    const names = ['shared/a.ts', 'stack/b.ts', 'node_modules/package/index.js'].map((file) => {
      const path = join(folder, file);
      return [stack.isOwn(path), stack.nameOf(path)];
    });
    expect(names).toEqual([
      [true, '../shared/a.ts'],
      [true, 'b.ts'],
      [false, '../node_modules/package/index.js'],
    ]);
  });

  it('is none that is not around the stack', () => {
    const folder = writeFiles({ 'stack/plugboard.ts': '', ...files });
    for (const root of ['shared', 'none', 'stack/b.ts', 'stack/plugboard.ts']) {
      const stack = openStackFolder(join(folder, 'stack/plugboard.ts'), { root: join(folder, root) });
      expect('code' in stack && stack.code).toBe('PB101');
    }
  });
});

describe('the name of a file', () => {
  it('is the same wherever the packages are installed', () => {
    const files = ['node_modules/a/node_modules/b/index.js', 'node_modules/@scope/c/d.js'];
    for (const place of ['', 'stack/']) {
      const { folder, stack } = openFiles(Object.fromEntries(files.map((file) => [place + file, ''])));
      expect(files.map((file) => stack.nameOf(join(folder, place + file)))).toEqual(files);
    }
  });

  it('is that of no other file', () => {
    const { folder, stack } = openFiles({
      'node_modules/a/index.js': '',
      'stack/node_modules/a/index.js': '',
      'stack/node_modules/a/index.js (2)': '',
    });
    const paths = ['stack/node_modules/a/index.js', 'stack/node_modules/a/index.js (2)', 'node_modules/a/index.js'];
    const names = paths.map((path) => stack.nameOf(join(folder, path)));
    expect(names).toEqual(['node_modules/a/index.js', 'node_modules/a/index.js (2)', 'node_modules/a/index.js (3)']);
    expect(paths.map((path) => stack.nameOf(join(folder, path)))).toEqual(names);
  });

  it('of a copy is that of the stack, with the packages that are installed for it', () => {
    const { folder, stack, runs } = openFiles(
      { 'home/stack/node_modules/a/index.js': '', 'stack/node_modules': { link: '../home/stack/node_modules' } },
      { packagesOf: 'home/stack' },
    );
    expect(runs('a')).toBe('home/stack/node_modules/a/index.js');
    expect(stack.nameOf(join(folder, 'home/stack/node_modules/a/index.js'))).toBe('node_modules/a/index.js');
  });
});

describe('a stack file', () => {
  it.each([
    ['none.ts', 'PB101'],
    ['folder', 'PB101'],
    ['notes.md', 'PB109'],
    ['types.d.ts', 'PB109'],
    ['out.ts', 'PB103'],
    ['gone.ts', 'PB101'],
  ])('is refused: %s', (name, code) => {
    const folder = writeFiles({
      'outside.ts': '',
      'stack/folder/a.ts': '',
      'stack/notes.md': '',
      'stack/types.d.ts': '',
      'stack/out.ts': { link: '../outside.ts' },
      'stack/gone.ts': { link: '../gone.ts' },
    });
    const stack = openStackFolder(join(folder, 'stack', name));
    expect('code' in stack && stack.code).toBe(code);
  });
});
