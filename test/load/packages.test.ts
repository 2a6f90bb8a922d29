import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Files, loadWithTypes, told, writeFiles } from './program-folder.ts';

const top = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** What a program with the packages of this repository declares as its name, or what is said of it. */
async function outcome(text: string): Promise<string | readonly string[]> {
  const folder = writeFiles({ 'plugboard.ts': `import { root } from 'plugboard';\n${text}` });
  symlinkSync(join(top, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const { declared, diagnostics } = await loadWithTypes({
    stackFile: join(folder, 'plugboard.ts'),
    inputs: {},
    packagesOf: top,
  });
  return diagnostics.length > 0 || declared === undefined ? told(diagnostics) : declared.stack;
}

/** What a program says whose packages are these. */
async function said(files: Files): Promise<readonly string[]> {
  const folder = writeFiles(files);
  const { declared, diagnostics } = await loadWithTypes({ stackFile: join(folder, 'stack/plugboard.ts'), inputs: {} });
  return diagnostics.length === 0 ? [`declares ${declared?.stack}`] : told(diagnostics);
}

const using = (statement: string, value: string): string => `${statement}\nexport default root({ stack: ${value} });`;

describe('a program can use', () => {
  it.each([
    [
      'lodash',
      "import _ from 'lodash';",
      "_.kebabCase('Team Payments') + _.chunk([1, 2, 3], 2).length",
      'team-payments2',
    ],
    ['lodash by name', "import { kebabCase } from 'lodash';", "kebabCase('Team Payments')", 'team-payments'],
    ['a part of lodash', "import kebabCase from 'lodash/kebabCase.js';", "kebabCase('A B')", 'a-b'],
    ['lodash-es', "import { merge } from 'lodash-es';", "merge({ a: 'x' }, { b: 1 }).a", 'x'],
    ['ramda', "import * as R from 'ramda';", "R.toUpper(R.join('-', ['a', 'b']))", 'A-B'],
    ['immer', "import { produce } from 'immer';", "produce({ name: 'a' }, (draft) => { draft.name = 'b'; }).name", 'b'],
    ['zod', "import * as z from 'zod';", "z.object({ name: z.string().min(1) }).parse({ name: 'z' }).name", 'z'],
    ['valibot', "import * as v from 'valibot';", "v.parse(v.object({ name: v.string() }), { name: 'v' }).name", 'v'],
    ['remeda', "import { map, pipe } from 'remeda';", "pipe(['a', 'b'], map((x) => x + x)).join()", 'aa,bb'],
    [
      'ts-pattern',
      "import { match } from 'ts-pattern';",
      "match('a' as 'a' | 'b').with('a', () => 'first').with('b', () => 'second').exhaustive()",
      'first',
    ],
    [
      'date-fns',
      "import { addDays } from 'date-fns';",
      "addDays(new Date('2026-02-27'), 2).toISOString().slice(0, 10)",
      '2026-03-01',
    ],
    ['yaml', "import { parse } from 'yaml';", "(parse('name: y') as { name: string }).name", 'y'],
    ['semver', "import semver from 'semver';", "semver.inc('1.2.3', 'minor') ?? ''", '1.3.0'],
    ['change-case', "import { snakeCase } from 'change-case';", "snakeCase('teamPayments')", 'team_payments'],
    ['es-toolkit', "import { camelCase } from 'es-toolkit';", "camelCase('team payments')", 'teamPayments'],
    ['deepmerge', "import merge from 'deepmerge';", "merge({ a: ['x'] }, { a: ['y'] }).a.join('')", 'xy'],
    ['uuid', "import { v5 } from 'uuid';", "v5('hello.example.com', v5.DNS)", 'fdda765f-fc57-5604-a269-52a7df8164ec'],
    ['js-yaml', "import { load } from 'js-yaml';", "(load('name: j') as { name: string }).name", 'j'],
    ['fp-ts', "import * as O from 'fp-ts/lib/Option.js';", "O.getOrElse(() => 'none')(O.some('some'))", 'some'],
  ])('%s', async (_, statement, value, wanted) => {
    expect(await outcome(using(statement, value))).toBe(wanted);
  });

  it('the form of a package that browsers get, where Node.js gets another one', async () => {
    expect(
      await said({
        'stack/plugboard.ts': using("import { root } from 'plugboard';\nimport { where } from 'both';", 'where'),
        'stack/node_modules/both/package.json':
          '{"name":"both","type":"module","exports":{"node":"./node.js","browser":{"types":"./b.d.ts","default":"./b.js"},"default":"./node.js"}}',
        'stack/node_modules/both/node.js': "import 'node:fs'; export const where = 'node';",
        'stack/node_modules/both/b.js': "export const where = 'browser';",
        'stack/node_modules/both/b.d.ts': 'export declare const where: string;',
      }),
    ).toEqual(['declares browser']);
  });
});

const packageWith = (code: string, more: Files = {}): Files => ({
  'stack/plugboard.ts': using("import { root } from 'plugboard';\nimport { make } from 'odd';", 'make()'),
  'stack/node_modules/odd/package.json': '{"name":"odd","main":"./index.js","types":"./index.d.ts"}',
  'stack/node_modules/odd/index.d.ts': 'export declare function make(): string;',
  'stack/node_modules/odd/index.js': code,
  ...more,
});

describe('a package', () => {
  it('may mention what a program does not have, and ask for the time while it is loaded', async () => {
    const mentions = [
      "const isNode = typeof process === 'object' && process.versions && process.versions.node;",
      "const dev = process.env.NODE_ENV !== 'production';",
      'const timer = typeof setTimeout === "function" && typeof globalThis.crypto === "object" && typeof fetch;',
      'const loaded = Date.now() + new Date().getTime() + performance.now();',
      "exports.make = () => [isNode, dev, loaded === 2 * Date.UTC(2000, 0), timer].join('-');",
    ].join('\n');
    expect(await said(packageWith(mentions))).toEqual(['declares -false-true-function']);
  });

  it('that loads is what a program cannot pretend to be', async () => {
    const asking = (how: string): Promise<readonly string[]> =>
      said({
        ...packageWith('exports.make = () => 1;'),
        'stack/plugboard.ts': `import { root } from 'plugboard';\n${how}\nexport default root({ stack: String(Date.now()) });`,
      });
    const asks = 'PB135 plugboard.ts:3:42 `Date.now()` asks for the time, which a program does not have.';
    expect(await asking('(globalThis as any).__plugboardLoading?.begin();')).toEqual([asks]);
    expect(await asking("import 'odd'; (globalThis as any).__plugboardBegin?.();")).toEqual([asks]);
    expect(await asking("// @ts-ignore\nimport { begin } from '<loading>'; begin();")).toEqual([
      expect.stringMatching(/^PB102 plugboard\.ts:3:/),
    ]);
  });

  it.each([
    ['the time', 'exports.make = () => String(Date.now());', '`Date.now()` asks for the time'],
    ['chance', 'exports.make = () => String(Math.random());', '`Math.random()` asks for chance'],
    ['its environment', 'exports.make = () => process.env.HOME;', '`process.env.HOME` asks for its environment'],
    ['the network', "exports.make = () => fetch('https://example.com');", '`fetch` asks for the network'],
    ['a language', 'exports.make = () => new Intl.NumberFormat().format(1);', '`Intl.NumberFormat` asks for the ways'],
  ])('that asks for %s is named, at the line of the author', async (_, code, message) => {
    expect(await said(packageWith(code))).toEqual([
      expect.stringMatching(
        `^PB135 plugboard\\.ts:3:30 Package \`odd\` asks for it\\. ${message.replace(/[().]/g, '\\$&')}`,
      ),
    ]);
  });

  it.each([
    ['throws while it is loaded', "throw new Error('no luck');", 'PB104 plugboard.ts:2:22 no luck.'],
    [
      'needs Node.js',
      "const fs = require('node:fs'); exports.make = () => fs.readFileSync('/etc/passwd');",
      "PB104 plugboard.ts:2:22 Cannot find module 'node:fs'.",
    ],
    ['is no code', 'exports.make = (', 'PB104 plugboard.ts:2:22'],
    ['exports something else', 'exports.other = 1;', 'PB104 plugboard.ts:3:30 TypeError: not a function.'],
  ])('that %s is named, at the import', async (_, code, message) => {
    expect(await said(packageWith(code))).toEqual([expect.stringContaining(message)]);
  });

  it.each<[string, Files, string]>([
    ['half installed', { 'stack/node_modules/odd/package.json': '{"name":"odd"' }, 'PB102'],
    ['without its file', { 'stack/node_modules/odd/package.json': '{"main":"./gone.js"}' }, ''],
    ['exports lead nowhere', { 'stack/node_modules/odd/package.json': '{"exports":"./gone.js"}' }, 'PB102'],
    [
      'links out',
      { 'stack/node_modules/odd': { link: '../../elsewhere' }, 'elsewhere/index.js': 'exports.make = 1;' },
      'PB103',
    ],
  ])('that is %s is refused, or found', async (_, more, code) => {
    const files = Object.fromEntries(
      Object.entries(packageWith("exports.make = () => 'x';", more)).filter(
        ([name]) => !(typeof more['stack/node_modules/odd'] === 'object' && name.startsWith('stack/node_modules/odd/')),
      ),
    );
    const messages = await said(files);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(code === '' ? /^declares x$|^PB102/ : new RegExp(`^${code} plugboard\\.ts:2:`));
  });

  it('may call its own things what it likes', async () => {
    const own = {
      'stack/node_modules/odd/package.json': '{"name":"odd","type":"module","exports":"./index.js"}',
      'stack/node_modules/constructor/package.json': '{"name":"constructor","main":"./index.js"}',
      'stack/node_modules/constructor/index.js': "exports.name = 'c';",
      'stack/node_modules/odd/common.cjs': "module.exports = require('constructor');",
    };
    const code =
      "import { name } from './common.cjs'; const globalThis = 'g'; export const make = () => globalThis + name;";
    expect(await said(packageWith(code, own))).toEqual(['declares gc']);
  });

  it('can require other packages and files, in a circle, and modules', async () => {
    const files = packageWith(
      "const { half } = require('./half'); const data = require('./data.json'); const { a } = require('esm'); exports.name = 'n'; exports.make = () => half() + data.b + a;",
      {
        'stack/node_modules/odd/half.js': "const index = require('./index.js'); exports.half = () => index.name;",
        'stack/node_modules/odd/data.json': '{"b":"b","__proto__":{"polluted":true}}',
        'stack/node_modules/odd/node_modules/esm/package.json': '{"type":"module","exports":"./esm.js"}',
        'stack/node_modules/odd/node_modules/esm/esm.js': "export const a = 'a';",
      },
    );
    expect(await said(files)).toEqual(['declares nba']);
  });
});
