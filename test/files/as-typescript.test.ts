/** The type checker is told which files there are, and finds by itself which of them an import means: both have to agree. */
import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openResolver, type Resolver } from '../../compiler/files/resolver.ts';
import { openStackFolder } from '../../compiler/files/stack-folder.ts';
import { compilerProgram } from '../../compiler/typecheck/native-compiler.ts';
import { writeTypeSettings } from '../../compiler/typecheck/type-settings.ts';
import { type Files, writeFiles } from '../load/program-folder.ts';

const inPackage = (name: string, files: Readonly<Record<string, string>>): Files =>
  Object.fromEntries(Object.entries(files).map(([file, text]) => [`stack/node_modules/${name}/${file}`, text]));

const nothing = 'export {};';

const files: Files = {
  'stack/plugboard.ts': nothing,
  // Files of one name with several ends.
  'stack/all.ts': nothing,
  'stack/all.mts': nothing,
  'stack/all.d.ts': nothing,
  'stack/all.js': nothing,
  'stack/declared.d.ts': nothing,
  'stack/declared.js': nothing,
  'stack/only.js': nothing,
  'stack/only.mjs': nothing,
  'stack/module.mts': nothing,
  'stack/data.json': '{}',
  'stack/dotted.name.ts': nothing,
  'stack/both.ts': nothing,
  'stack/both/index.ts': nothing,
  'stack/folder/index.js': nothing,
  'stack/folder/index.d.ts': nothing,
  'stack/folder/nested/a.ts': nothing,
  'stack/described/package.json': '{ "types": "./t.d.ts", "main": "m.js" }',
  'stack/described/t.d.ts': nothing,
  'stack/described/m.js': nothing,
  'stack/link.ts': { link: 'folder/nested/a.ts' },
  'stack/linked': { link: 'folder' },
  'stack/odd name #1 %20.ts': nothing,
  // What settings and package.json say.
  'stack/tsconfig.json': `{ // as an editor has it
    "extends": "./base.json", "compilerOptions": { "baseUrl": "./mapped" }, }`,
  'stack/base.json': JSON.stringify({
    compilerOptions: {
      paths: {
        '@mapped/*': ['./none/*', './*'],
        '@mapped/in/*': ['./deep/*'],
        exact: ['./exact.ts'],
        gone: ['./gone.ts'],
      },
    },
  }),
  'stack/mapped/a.ts': nothing,
  'stack/mapped/in/a.ts': nothing,
  'stack/mapped/deep/a.ts': nothing,
  'stack/mapped/exact.ts': nothing,
  'stack/mapped/based.ts': nothing,
  'stack/package.json': JSON.stringify({
    name: 'own',
    imports: { '#code': './only.js', '#source': './all.js', '#in/*': './folder/nested/*.ts', '#gone': './gone.ts' },
    exports: { './self': './all.ts' },
  }),
  // Packages.
  ...inPackage('types-field', {
    'package.json': '{ "main": "a.js", "module": "es/a.js", "types": "t" }',
    'a.js': '',
    't.d.ts': nothing,
    'es/a.js': '',
    'es/a.d.ts': nothing,
    'sub.d.ts': nothing,
    'sub.js': '',
    'folder/index.d.ts': nothing,
    'other/package.json': '{ "typings": "../t.d.ts" }',
    'data.json': '{}',
  }),
  ...inPackage('module-field', {
    'package.json': '{ "main": "lib/a.js", "module": "es/a.js" }',
    'lib/a.js': '',
    'lib/a.d.ts': nothing,
    'es/a.js': '',
    'es/a.d.ts': nothing,
  }),
  ...inPackage('index-beside', { 'package.json': '{ "main": "lib/a.js" }', 'lib/a.js': '', 'index.d.ts': nothing }),
  ...inPackage('shadowed', {
    'package.json': '{ "exports": { "browser": "./b.js", "default": "./a.js" } }',
    'a.js': '',
    'b.js': '',
    'a.d.ts': nothing,
  }),
  ...inPackage('bare-index', { 'index.js': '', 'index.d.ts': nothing }),
  ...inPackage('exported', {
    'package.json': JSON.stringify({
      exports: {
        '.': { types: './t.d.ts', import: './a.mjs' },
        './beside': './b.js',
        './module': { import: './c.mjs', require: './c.cjs' },
        './browser': { browser: './d.js', default: './e.js' },
        './require': { require: './d.js' },
        './pattern/*': './p/*.js',
        './pattern/hidden': null,
        './gone': './gone.js',
        './package.json': './package.json',
      },
    }),
    't.d.ts': nothing,
    'a.mjs': '',
    'b.js': '',
    'b.d.ts': nothing,
    'c.mjs': '',
    'c.d.mts': nothing,
    'c.cjs': '',
    'd.js': '',
    'd.d.ts': nothing,
    'e.js': '',
    'e.d.ts': nothing,
    'p/x.js': '',
    'p/x.d.ts': nothing,
    'p/hidden.d.ts': nothing,
    'inner.d.ts': nothing,
  }),
  ...inPackage('versions', {
    'package.json': '{ "types": "t.d.ts", "typesVersions": { "<=6": { "*": ["old/*"] }, ">=7": { "*": ["new/*"] } } }',
    't.d.ts': nothing,
    'sub.d.ts': nothing,
    'old/t.d.ts': nothing,
    'new/t.d.ts': nothing,
    'new/sub.d.ts': nothing,
    'other.d.ts': nothing,
  }),
  ...inPackage('untyped', { 'package.json': '{ "main": "a.js" }', 'a.js': '' }),
  ...inPackage('typed-elsewhere', { 'package.json': '{ "main": "a.js" }', 'a.js': '', 'sub.js': '' }),
  ...inPackage('@types/typed-elsewhere', { 'index.d.ts': nothing, 'sub.d.ts': nothing }),
  ...inPackage('@scope/name', { 'package.json': '{ "main": "./a" }', 'a.js': '' }),
  ...inPackage('@types/scope__name', { 'package.json': '{ "types": "x.d.ts" }', 'x.d.ts': nothing }),
  'node_modules/above/index.d.ts': nothing,
  'stack/node_modules/.pnpm/deep@1/node_modules/deep/package.json': '{ "types": "./i.d.ts" }',
  'stack/node_modules/.pnpm/deep@1/node_modules/deep/i.d.ts': "import 'dependency'; import './sub';",
  'stack/node_modules/.pnpm/deep@1/node_modules/deep/sub/index.d.ts': nothing,
  'stack/node_modules/.pnpm/deep@1/node_modules/dependency/index.d.ts': nothing,
  'stack/node_modules/deep': { link: '.pnpm/deep@1/node_modules/deep' },
};

const specifiers = {
  'stack/plugboard.ts': [
    ...[
      './all',
      './all.ts',
      './all.js',
      './all.mts',
      './all.mjs',
      './all.d.ts',
      './all.d',
      './declared',
      './declared.js',
    ],
    ...['./declared.ts', './only', './only.js', './only.ts', './only.mjs', './module', './module.mjs', './module.mts'],
    ...['./data', './data.json', './dotted.name', './dotted.name.js', './dotted', './both', './both/', './both/index'],
    ...[
      './folder',
      './folder/',
      './folder/index.js',
      './folder/nested',
      './described',
      './described/m',
      '.',
      './',
      '..',
    ],
    ...['./link', './link.ts', './linked', './linked/nested/a', './odd name #1 %20.ts', './odd name #1 %20', './none'],
    ...['@mapped/a', '@mapped/in/a', '@mapped/none', 'exact', 'gone', 'based', 'based.ts', '#code', '#source', '#in/a'],
    ...[
      '#gone',
      '#none',
      'own/self',
      'own',
      'types-field',
      'types-field/sub',
      'types-field/sub.js',
      'types-field/folder',
    ],
    ...['types-field/other', 'types-field/data.json', 'types-field/none', 'module-field', 'bare-index', 'exported'],
    ...['exported/beside', 'exported/module', 'exported/browser', 'exported/require', 'exported/pattern/x'],
    ...[
      'exported/pattern/hidden',
      'exported/gone',
      'exported/inner',
      'exported/package.json',
      'versions',
      'versions/sub',
    ],
    ...[
      'versions/other',
      'untyped',
      'typed-elsewhere',
      'typed-elsewhere/sub',
      '@scope/name',
      'above',
      'deep',
      'deep/sub',
    ],
    ...[
      'dependency',
      'nowhere',
      '@scope/nowhere',
      'index-beside',

      'shadowed',
      'npm:deep',
      './all.ts/',
      'deep/',
    ],
  ],
  'stack/folder/nested/a.ts': ['..', '../', '../index', '../../all', 'above', 'own/self', '#in/a', '@mapped/a'],
  'stack/node_modules/.pnpm/deep@1/node_modules/deep/i.d.ts': [
    'dependency',
    './sub',
    './sub/index.js',
    '.',
    'above',
    'exact',
  ],
};

/** What the compiler says that each import means, relative to `folder`. */
function compilerMeans(folder: string, resolver: Resolver, written: Readonly<Record<string, readonly string[]>>) {
  const entries = Object.keys(written).map((file) => join(folder, file));
  const { project, remove } = writeTypeSettings({
    folder,
    files: entries,
    nameOf: () => undefined,
    sourceOf: () => undefined,
    paths: resolver.paths,
    bytes: 0,
  });
  try {
    const { stdout } = spawnSync(
      compilerProgram() ?? 'tsc',
      ['-p', project, '--traceResolution', '--pretty', 'false'],
      {
        encoding: 'utf8',
        cwd: folder,
        maxBuffer: 100_000_000,
      },
    );
    const found: Record<string, string | undefined> = {};
    let importer = '';
    for (const line of stdout.split('\n')) {
      const [, of, from] = /^=+ Resolving module '(.*)' from '(.*)'\. =+$/.exec(line) ?? [];
      if (of !== undefined && from !== undefined) importer = relative(folder, from);
      const [, name, target] =
        /^=+ Module name '(.*)' was (?:not resolved|successfully resolved to '(.*?)')(?: with Package ID '.*')?\. =+$/.exec(
          line,
        ) ?? [];
      if (name !== undefined && importer in written) found[`${importer} ${name}`] = target && relative(folder, target);
    }
    return found;
  } finally {
    remove();
  }
}

describe('the type checker and the resolver', () => {
  const importing = (names: readonly string[]): string =>
    names.map((name) => `import ${JSON.stringify(name)};\n`).join('');

  it('mean the same files', () => {
    const folder = writeFiles({
      ...files,
      ...Object.fromEntries(Object.entries(specifiers).map(([file, names]) => [file, importing(names)])),
    });
    const opened = openStackFolder(join(folder, 'stack/plugboard.ts'), { root: folder });
    if ('code' in opened) throw new Error(opened.message);
    const resolver = openResolver(opened);
    const compiler = compilerMeans(folder, resolver, specifiers);
    const ours: Record<string, string | undefined> = {};
    for (const [file, names] of Object.entries(specifiers)) {
      for (const name of names) {
        const target = resolver.forTypes(join(folder, file), name);
        ours[`${file} ${name}`] = target && relative(folder, target.seen ?? target.file);
      }
    }
    // Code of packages it finds and does not read.
    const expected = Object.fromEntries(
      Object.entries(compiler).map(([of, file]) => [of, file && /node_modules.*js$/.test(file) ? undefined : file]),
    );
    expect(Object.keys(ours).length).toBe(Object.values(specifiers).flat().length);
    expect(ours).toEqual(expected);
  });
});
