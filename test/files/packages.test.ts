import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Files } from '../load/program-folder.ts';
import { openFiles } from './opened.ts';

const installed = (name: string, files: Readonly<Record<string, string | { readonly link: string }>>): Files =>
  Object.fromEntries(Object.entries(files).map(([file, content]) => [`stack/node_modules/${name}/${file}`, content]));

const dual = {
  'package.json': JSON.stringify({
    exports: {
      '.': { import: { types: './m.d.mts', default: './m.mjs' }, require: './c.cjs' },
      './browser': { node: './n.js', browser: './b.js', default: './d.js' },
      './gone': './gone.js',
      './outside': './../../../outside/a.js',
    },
  }),
  'm.mjs': '',
  'm.d.mts': '',
  'c.cjs': '',
  'n.js': '',
  'b.js': '',
  'd.js': '',
  'inner.js': '',
};

const files: Files = {
  ...installed('dual', dual),
  ...installed('fields', {
    'package.json': '{ "main": "lib", "module": "es/index.js" }',
    'lib/index.js': '',
    'es/index.js': '',
    'es/other.js': '',
    'es/folder/index.js': '',
    'style.css': '',
    'native.node': '',
  }),
  ...installed('half', { 'package.json': '{ "main": "dist/index.js" }' }),
  ...installed('empty', { 'README.md': '' }),
  ...installed('broken', { 'package.json': '{ "main": ', 'index.js': '' }),
  ...installed('nested', { 'package.json': '['.repeat(100_000), 'index.js': '' }),
  ...installed('types-only', { 'package.json': '{ "types": "index.d.ts" }', 'index.d.ts': '' }),
  ...installed('@types/described', { 'index.d.ts': '' }),
  ...installed('linked-file', { 'index.js': { link: '../../../outside/a.js' } }),
  ...installed('linked-content', { 'package.json': { link: '../../../outside/package.json' }, 'a.js': '' }),
  'outside/a.js': '',
  'outside/package.json': '{ "main": "a.js" }',
  'stack/node_modules/linked': { link: '../../outside' },
  'node_modules/above/index.js': '',
};

describe('an import of a package', () => {
  it.each([
    ['dual', 'import', 'dual/m.mjs'],
    ['dual', 'require', 'dual/c.cjs'],
    ['dual/browser', 'import', 'dual/b.js'],
    ['fields', 'import', 'fields/es/index.js'],
    ['fields', 'require', 'fields/lib/index.js'],
    ['fields/es/other', 'import', 'fields/es/other.js'],
    ['fields/es/other.js', 'import', 'fields/es/other.js'],
  ] as const)('%s by %s is %s', (specifier, how, file) => {
    expect(openFiles(files).runs(specifier, undefined, how)).toBe(`stack/node_modules/${file}`);
  });

  it.each([
    ['nowhere', 'PB102 Package `nowhere` cannot be found.'],
    ['@scope/nowhere', 'PB102 Package `@scope/nowhere` cannot be found.'],
    ['plugboard/compiler', 'PB102 Package `plugboard/compiler` cannot be found.'],
    ['npm:fields', 'PB102 Package `npm:fields` cannot be found.'],
    ['half', 'PB102 The package is installed, and has no file for `half`.'],
    ['empty', 'PB102 The package is installed, and has no file for `empty`.'],
    ['broken', 'PB102 The package is installed, and has no file for `broken`.'],
    ['nested', 'PB102 The package is installed, and has no file for `nested`.'],
    ['dual/gone', 'PB102 The package is installed, and has no file for `dual/gone`.'],
    ['dual/inner.js', 'PB102 The package is installed, and has no file for `dual/inner.js`.'],
    ['types-only', 'PB102 `types-only` has types only, and no code.'],
    ['described', 'PB102 `described` has types only, and no code.'],
    ['fields/style.css', 'PB109 `.css` files cannot be imported.'],
    ['fields/native.node', 'PB109 `.node` files cannot be imported.'],
    ['#nothing', 'PB102 No `package.json` says what `#nothing` stands for.'],
    ['linked', "PB103 `linked` leads out of the stack's folder."],
    ['linked/a.js', "PB103 `linked/a.js` leads out of the stack's folder."],
    ['linked/gone.js', "PB103 `linked/gone.js` leads out of the stack's folder."],
    ['linked-file', "PB103 `linked-file` leads out of the stack's folder."],
    ['linked-content', 'PB102 The package is installed, and has no file for `linked-content`.'],
  ])('%s is refused in one sentence', (specifier, said) => {
    expect(openFiles(files).runs(specifier)).toBe(said);
  });

  it('is found also where the `package.json` of the stack is not finished', () => {
    for (const text of ['', '{', '[]', 'null']) {
      expect(openFiles({ ...files, 'stack/package.json': text }).runs('fields')).toBe(
        'stack/node_modules/fields/es/index.js',
      );
    }
  });

  it('never leads out by its `exports`', () => {
    const { runs, types } = openFiles(files);
    expect(runs('dual/outside')).toMatch(/^PB10[23] /);
    expect(types('dual/outside')).toBe(undefined);
  });

  it('is looked for in the folders around the file that has it', () => {
    const { runs } = openFiles(files);
    expect(runs('above', 'stack/team/a.ts')).toBe('node_modules/above/index.js');
    expect(runs('above', 'stack/node_modules/fields/es/index.js')).toBe('node_modules/above/index.js');
  });

  it('from a package finds the files beside it', () => {
    const { runs } = openFiles(files);
    const importer = 'stack/node_modules/fields/es/index.js';
    for (const [specifier, file] of [
      ['./other', 'other.js'],
      ['./other.js', 'other.js'],
      ['./folder', 'folder/index.js'],
    ] as const) {
      expect(runs(specifier, importer, 'require')).toBe(`stack/node_modules/fields/es/${file}`);
    }
    expect(runs('./none', importer)).toBe('PB102 There is no `./none`.');
    expect(runs('../../../../outside/a.js', importer)).toMatch(/^PB103/);
  });

  it('from a package may have the name of a module of Node.js, for which it stands in', () => {
    const { runs, types } = openFiles({
      ...files,
      ...installed('events', { 'package.json': '{ "types": "e.d.ts" }', 'index.js': '', 'e.d.ts': '' }),
    });
    const importer = 'stack/node_modules/fields/es/index.js';
    expect([runs('events', importer), types('events', importer)]).toEqual([
      'stack/node_modules/events/index.js',
      'stack/node_modules/events/e.d.ts',
    ]);
    expect(runs('util', importer)).toBe('PB102 `util` is part of Node.js, which a program does not have.');
    expect(runs('events')).toBe('PB102 `events` is part of Node.js, which a program does not have.');
  });

  it('leads through the links of pnpm', () => {
    const { folder, runs, stack } = openFiles({
      'node_modules/.pnpm/a@1/node_modules/a/index.js': '',
      'node_modules/.pnpm/a@1/node_modules/b': { link: '../../b@2/node_modules/b' },
      'node_modules/.pnpm/b@2/node_modules/b/index.js': '',
      'stack/node_modules/a': { link: '../../node_modules/.pnpm/a@1/node_modules/a' },
    });
    const a = 'node_modules/.pnpm/a@1/node_modules/a/index.js';
    const b = 'node_modules/.pnpm/b@2/node_modules/b/index.js';
    expect([runs('a'), runs('b', a)]).toEqual([a, b]);
    expect(stack.nameOf(join(folder, b))).toBe(b);
  });
});

describe('a file of a package', () => {
  it('is CommonJS unless its name or its `package.json` says otherwise', () => {
    const { folder, resolver } = openFiles({
      ...installed('module', {
        'package.json': '{ "type": "module" }',
        'a.js': '',
        'a.cjs': '',
        'old/package.json': '{}',
      }),
      ...installed('common', { 'package.json': '{}', 'a.js': '', 'a.mjs': '', 'a.json': '{}' }),
    });
    const formatOf = (file: string): string | undefined => resolver.formatOf(join(folder, 'stack/node_modules', file));
    expect(
      ['module/a.js', 'module/a.cjs', 'module/old/b.js', 'common/a.js', 'common/a.mjs', 'common/a.json'].map(formatOf),
    ).toEqual(['javascript', 'commonjs', 'commonjs', 'commonjs', 'javascript', 'json']);
  });
});

describe('names of the `package.json` of a stack', () => {
  it('are known, and lead nowhere else', () => {
    const { runs, types } = openFiles({
      'outside/a.ts': '',
      'stack/src/a.ts': '',
      'stack/link.ts': { link: '../outside/a.ts' },
      'stack/package.json': JSON.stringify({
        name: 'own',
        imports: {
          '#a': './src/a.js',
          '#in/*': './src/*.ts',
          '#out': './../outside/a.ts',
          '#link': './link.ts',
          '#absolute': '/etc/hostname',
        },
        exports: { './a': './src/a.ts' },
      }),
    });
    for (const specifier of ['#a', '#in/a', 'own/a']) {
      expect([runs(specifier), types(specifier)]).toEqual(['stack/src/a.ts', 'stack/src/a.ts']);
    }
    for (const specifier of ['#out', '#link', '#absolute', '#in/../../outside/a']) {
      expect([runs(specifier), types(specifier)]).toEqual([expect.stringMatching(/^PB10[23] /), undefined]);
    }
  });
});
