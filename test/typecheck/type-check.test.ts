import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkTypes, type TypeCheckOptions } from '../../compiler/typecheck/type-check.ts';
import type { TypedProgram } from '../../compiler/typecheck/typed-program.ts';
import { type Files, told, writeFiles } from '../load/program-folder.ts';

/** A program of these files of `stack`, and of others that are not its own. */
function programOf(folder: string, own: readonly string[], others: readonly string[] = []): TypedProgram {
  const stack = join(folder, 'stack');
  const names = new Map(own.map((name) => [join(stack, name), name]));
  return {
    folder: stack,
    files: [...names.keys(), ...others.map((name) => join(folder, name))],
    nameOf: (path) => names.get(path),
    sourceOf: (name) => (own.includes(name) ? readFileSync(join(stack, name), 'utf8') : undefined),
    paths: {},
    bytes: 1000,
  };
}

async function said(files: Files | string, options: TypeCheckOptions & { readonly own?: readonly string[] } = {}) {
  const all = typeof files === 'string' ? { 'stack/plugboard.ts': files } : files;
  const { own = ['plugboard.ts'], ...more } = options;
  return checkTypes(programOf(writeFiles(all), own), more);
}

describe('a program', () => {
  it('is checked with the files that it was said to have, and no others', async () => {
    const confidential = "export type Password = 'hunter2';";
    const found = await said({
      'outside/secret.ts': confidential,
      'outside/global.d.ts': "declare const hidden: 'hunter2';",
      'stack/link': { link: '../outside' },
      'stack/own.ts': 'export const own = 1;',
      'stack/plugboard.ts': `/// <reference path="../outside/global.d.ts" />
import type { Password } from './link/secret.ts';
import { own } from './own.ts';
export const password: Password = own;
export const other: typeof import('../outside/secret') = hidden;
`,
    });
    expect(told(found)).toEqual([
      "TS2307 plugboard.ts:2:31 Cannot find module './link/secret.ts' or its corresponding type declarations.",
      "TS2307 plugboard.ts:3:21 Cannot find module './own.ts' or its corresponding type declarations.",
      "TS2307 plugboard.ts:5:35 Cannot find module '../outside/secret' or its corresponding type declarations.",
      "TS2304 plugboard.ts:5:58 Cannot find name 'hidden'.",
    ]);
  });

  it.each(['a(1,1): error TS1000: x', 'error TS2322: y', 'd\n x', 'f\ng.ts(1,1): error TS1000: z', ' h', 'e\r x'])(
    'cannot have the compiler say something by the name of a folder: %j',
    async (folder) => {
      const name = `${folder}/secret.ts`;
      const found = await said(
        {
          'stack/plugboard.ts': `import type { S } from ${JSON.stringify(`./${name}`)};\nexport const s: S = 1;\n`,
          [`stack/${name}`]: "export type S = 'hunter2';\nexport const n: S = 'other';\n",
        },
        // Files of such names are not the stack's own.
        { own: ['plugboard.ts'] },
      );
      expect(found.map(({ code, span }) => [code, span?.file, span?.line])).toEqual([['TS2307', 'plugboard.ts', 1]]);
      expect(JSON.stringify(found)).not.toContain('hunter2');
    },
  );

  it('is spoken of by the names that its files have', async () => {
    const folder = writeFiles({
      'stack/plugboard.ts': "import { a } from './a(1,1): error TS1000: x/b.ts';\nexport const s: string = a;\n",
      'stack/a(1,1): error TS1000: x/b.ts': 'export const a: number = "x";\n',
    });
    const found = await checkTypes(programOf(folder, ['plugboard.ts', 'a(1,1): error TS1000: x/b.ts']));
    expect(found.map(({ code, span }) => [code, span?.file])).toEqual([
      ['TS2322', 'a(1,1): error TS1000: x/b.ts'],
      ['TS2322', 'plugboard.ts'],
    ]);
  });

  it('is not blamed for its packages', async () => {
    const folder = writeFiles({
      'stack/plugboard.ts': "import { p } from 'p';\nexport const s: string = p;\n",
      'stack/node_modules/p/package.json': '{ "name": "p", "exports": "./i.ts" }',
      'stack/node_modules/p/i.ts': 'export const p: number = "x";\n',
    });
    const found = await checkTypes(programOf(folder, ['plugboard.ts'], ['stack/node_modules/p/i.ts']));
    expect(told(found)).toEqual(['TS2322 plugboard.ts:2:14 `s` must be a text, and is a number.']);
  });

  it('is told in its words that each file is compiled by itself', async () => {
    const found = await said(
      {
        'stack/plugboard.ts': "import { T } from './t.ts';\nexport { T };\n",
        'stack/t.ts': 'export interface T { a: 1 }\ndeclare const enum F { a = 1 }\nexport const f = F.a;\n',
      },
      { own: ['plugboard.ts', 't.ts'] },
    );
    expect(told(found)).toEqual([
      'TS1205 plugboard.ts:2:10 `T` is only a type, and is exported as if there were a value of that name.',
      'TS2748 t.ts:3:18 Cannot access ambient const enums.',
    ]);
  });

  it('is checked to the same effect with what is kept from the time before', async () => {
    const folder = writeFiles({
      'kept/none': '',
      'stack/plugboard.ts': "import { a } from './a.ts';\nexport const s: string = a;\n",
      'stack/a.ts': 'export const a = 1;\n',
    });
    const own = ['plugboard.ts', 'a.ts'];
    const buildInfo = join(folder, 'kept', 'types.tsbuildinfo');
    const first = await checkTypes(programOf(folder, own), { buildInfo });
    expect(told(first)).toEqual(['TS2322 plugboard.ts:2:14 `s` must be a text, and is a number.']);
    expect(readFileSync(buildInfo, 'utf8')).toContain('plugboard.ts');
    expect(await checkTypes(programOf(folder, own), { buildInfo })).toEqual(first);
  });
});

const deep = `export const deep = ${'['.repeat(10_001)}${']'.repeat(10_001)};\n`;
const growing = `type G<S extends string, N extends 0[] = []> = N['length'] extends 40 ? S : G<\`\${S}\${S}\`, [...N, 0]>;
export const g: G<'a'> = 'a';
`;

describe('a type check that takes too much', () => {
  it('is given up after a time', async () => {
    const [found] = await said(deep, { limits: { milliseconds: 1000 } });
    expect(found).toMatchObject({
      code: 'PB136',
      message: 'The type checker was given up: it did not end within 1 s.',
      span: { file: 'plugboard.ts', line: 1 },
      label: 'this file has 20 thousand characters',
    });
  });

  it('is given up at an amount of memory', async () => {
    const [found, ...more] = await said(growing, { limits: { memory: 200 * 2 ** 20, isAllThereIs: true } });
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      code: 'PB136',
      message: 'The type checker was given up: it needed more than 200 MB of memory.',
      span: { file: 'plugboard.ts', line: 1, column: 6, endColumn: 7 },
      label: 'this type is defined by itself',
      notes: [expect.stringContaining('on this machine'), expect.anything()],
    });
  });

  it('ends with as many errors as somebody can read', async () => {
    const wrong = 'export const n: number = "x";\n';
    const all = await said(Array.from({ length: 600 }, (_, index) => wrong.replace('n:', `n${index}:`)).join(''));
    expect(all).toHaveLength(501);
    expect(all.at(-1)).toMatchObject({
      code: 'PB136',
      message: 'The type checker found 600 errors, of which the first 500 are shown.',
    });
    const some = await said(wrong.repeat(100), { limits: { output: 1000 } });
    expect(some.length).toBeLessThan(20);
    expect(some.at(-1)?.message).toMatch(/^The type checker found more than \d+ errors, of which/);
  });

  it('says nothing of how the compiler crashed', async () => {
    const found = await said(`export const a = ${'('.repeat(2_000_000)}1${')'.repeat(2_000_000)};\n`, {
      limits: { memory: 4 * 2 ** 30, milliseconds: 100_000 },
    });
    expect(told(found)).toEqual([
      'PB136 plugboard.ts:1:1 The type checker was given up: something is nested more deeply than it can follow.',
    ]);
    expect(JSON.stringify(found)).not.toMatch(/goroutine|runtime|stack overflow/);
  });

  it('says nothing where nobody wants to know any more', async () => {
    const stop = new AbortController();
    const found = said(deep, { signal: stop.signal });
    setTimeout(() => stop.abort(), 100);
    expect(await found).toEqual([]);
  });

  it('is quick with what it says of texts that look like messages', async () => {
    const text = "' is missing in type '' but required in type '".repeat(12);
    const began = performance.now();
    const lines = Array.from({ length: 500 }, (_, index) => `export const n${index}: "${text}" = "x";\n`);
    expect(await said(lines.join(''))).toHaveLength(500);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
