import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFiles } from './opened.ts';

const paths = (value: unknown, more: object = {}): string =>
  JSON.stringify({ compilerOptions: { paths: value, ...more } });

describe('the `paths` of a `tsconfig.json`', () => {
  it('say what names mean, the longest beginning first', () => {
    const { runs, types } = openFiles({
      'stack/tsconfig.json': paths({
        '@team/*': ['./none/*', './teams/*'],
        '@team/special/*': ['./special/*'],
        exact: ['./teams/a.ts'],
        '*.team': ['./teams/*.ts'],
      }),
      'stack/teams/a.ts': '',
      'stack/special/b.mts': '',
    });
    for (const [specifier, file] of [
      ['@team/a', 'teams/a.ts'],
      ['@team/a.js', 'teams/a.ts'],
      ['exact', 'teams/a.ts'],
      ['a.team', 'teams/a.ts'],
      ['@team/special/b.mts', 'special/b.mts'],
    ] as const) {
      expect([runs(specifier), types(specifier)]).toEqual([`stack/${file}`, `stack/${file}`]);
    }
    expect(runs('@team/none')).toBe('PB102 Package `@team/none` cannot be found.');
  });

  it('may be written as an editor allows it, and in a file that is extended', () => {
    const { runs } = openFiles({
      'stack/tsconfig.json': '\ufeff{ /* ours */ "extends": ["./config/none", "./config/base"], } // end',
      'stack/config/base.json': paths({ '@a/*': ['./a/*'], '@b/*': [`\${configDir}/b/*`] }),
      'stack/config/a/a.ts': '',
      'stack/b/b.ts': '',
    });
    expect([runs('@a/a'), runs('@b/b')]).toEqual(['stack/config/a/a.ts', 'stack/b/b.ts']);
  });

  it('start at `baseUrl`, below which all other names are looked for', () => {
    const { runs, resolver, folder } = openFiles({
      'stack/tsconfig.json': paths({ '@a/*': ['./a/*'] }, { baseUrl: 'src' }),
      'stack/src/a/a.ts': '',
      'stack/src/team/index.ts': '',
    });
    expect([runs('@a/a'), runs('team')]).toEqual(['stack/src/a/a.ts', 'stack/src/team/index.ts']);
    expect(resolver.paths['*']).toEqual([join(folder, 'stack/src/*')]);
  });

  it('lead nowhere else, nor have the type checker look there', () => {
    const { folder, runs, types, resolver } = openFiles({
      'outside/a.ts': '',
      'outside/base.json': paths({ '@base/*': ['../stack/*'] }),
      'stack/a.ts': '',
      'stack/tsconfig.json': JSON.stringify({
        extends: '../outside/base.json',
        compilerOptions: {
          paths: { '@out/*': ['../outside/*'], '@link/*': ['./link/*'], '@start*': ['../out*'], '@in/*': ['./*'] },
        },
      }),
      'stack/link': { link: '../outside' },
    });
    for (const specifier of ['@out/a', '@link/a', '@start/side/a', '@in/../outside/a', '@in/link/a']) {
      expect([runs(specifier), types(specifier)]).toEqual([
        `PB103 \`${specifier}\` leads out of the stack's folder.`,
        undefined,
      ]);
    }
    expect(runs('@base/a')).toMatch(/^PB102/);
    expect(resolver.paths).toEqual({ '@in/*': [join(folder, 'stack/*')] });
  });

  it('do not stand for `plugboard`', () => {
    const { resolver, runs } = openFiles({
      'stack/a.ts': '',
      'stack/tsconfig.json': paths({ plugboard: ['./a.ts'], 'plugboard/*': ['./*'], 'plugboard/testing': ['./a.ts'] }),
    });
    expect(resolver.paths).toEqual({});
    expect(runs('plugboard/a')).toMatch(/^PB102/);
  });

  it.each([
    ['a list of patterns', '[]'],
    ['no list', paths({ a: './a.ts', b: [1, ''], c: [], 'd**': ['./a.ts'], e: ['./**'] })],
    ['a text that ends early', '{ "compilerOptions": { "paths": {'],
    ['nested too deeply', `{ "paths": ${'['.repeat(200_000)}`],
    ['extending itself', '{ "extends": ["./tsconfig.json", "./tsconfig.json"], "compilerOptions": {} }'],
  ])('mean nothing where they are %s', (_, text) => {
    expect(openFiles({ 'stack/tsconfig.json': text, 'stack/a.ts': '' }).resolver.paths).toEqual({});
  });
});
