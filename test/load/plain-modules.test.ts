import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bundle } from '../../compiler/load/bundle.ts';
import { type Entry, entryScript } from '../../compiler/load/entry.ts';
import type { Verdict } from '../../compiler/load/sandbox/protocol.ts';
import { openSandbox } from '../../compiler/load/sandbox/sandbox.ts';
import { openStackFolder } from '../../compiler/load/stack-folder.ts';
import { type Files, messagesFor, writeFiles } from './program-folder.ts';

const top = fileURLToPath(new URL('../..', import.meta.url));
const limits = { megabytes: 64 };
const entry: Entry = { ask: 'declared' };
const job = { inputs: '{}', wanted: [], milliseconds: 20_000 };

/** How a program ends that is put together without a bundler; undefined where it cannot be. */
async function linked(stackFile: string): Promise<Verdict | undefined> {
  return (await openSandbox(limits).evaluateModules({ ...job, stackFile, entry }))?.verdict;
}

async function bundled(stackFile: string): Promise<Verdict> {
  const folder = openStackFolder(stackFile);
  if ('code' in folder) throw new Error(folder.message);
  const { code } = await bundle(folder, entryScript(folder.stackFile, entry), 'without map');
  if (code === undefined) throw new Error('it cannot be bundled');
  return openSandbox(limits).evaluate({ ...job, code });
}

/** Places are told by the bundler, whichever way it was run. */
const withoutPlace = (verdict: Verdict | undefined): unknown =>
  JSON.parse(JSON.stringify(verdict, (name, value: unknown) => (name === 'stack' ? undefined : value)) ?? 'null');

const linkedFiles = (files: Files): Promise<Verdict | undefined> =>
  linked(join(writeFiles(files), 'stack/plugboard.ts'));

const main = (imports: string, stack = 'x'): string =>
  `${imports}\nimport { root } from 'plugboard';\nexport default root({ stack: ${stack} });`;

describe('a program of plain modules', () => {
  const stacks = ['test/scenarios', 'fixtures/stacks'].flatMap((folder) =>
    readdirSync(join(top, folder))
      .map((name) => join(folder, name, 'plugboard.ts'))
      .filter((file) => existsSync(join(top, file))),
  );

  it.each(stacks)('ends as it does when it is bundled: %s', async (stack) => {
    const file = join(top, stack);
    expect(withoutPlace(await linked(file))).toEqual(withoutPlace(await bundled(file)));
  });

  it('can use all that there is in TypeScript', async () => {
    const files = {
      'stack/plugboard.ts': main(
        "export * from './kinds.ts';\nimport { Name, name, type Text } from './kinds.ts';",
        'name(Name.X) satisfies Text',
      ),
      'stack/kinds.ts': `import { type Other, other } from './deep/er/other.mts';
export type Text = string;
export enum Name { X = 'x', Y = Name.X + 'y' }
export namespace Names { export const all: readonly Name[] = [Name.X]; }
abstract class Base { constructor(protected readonly prefix: string) {} declare ghost: number; static #own = 1; }
class Named extends Base { override toString(this: Named): string { return this.prefix + Names.all.join(); } }
export function name(one: Name): string;
export function name<const T extends Other>(one: T): Text { return <any>new Named(one as Other) + other!; }`,
      'stack/deep/er/other.mts':
        "import type { Name } from '../../kinds.ts';\nexport type Other = Name;\nexport const other = '' as const;",
    };
    const file = join(writeFiles(files), 'stack/plugboard.ts');
    const verdict = await linked(file);
    expect(verdict?.ending).toEqual({ is: 'finished', result: expect.stringContaining('"stack":"xx"') });
    expect(verdict).toEqual(await bundled(file));
  });
});

describe('what only a bundler can put together', () => {
  const other = { 'stack/other.ts': "export const x = 'x';" };
  it.each<[string, Files]>([
    ['a package', { 'stack/plugboard.ts': main("import { x } from 'other';", 'x') }],
    ['a part of plugboard', { 'stack/plugboard.ts': main("import { x } from 'plugboard/sandbox';", 'x') }],
    ['JSON', { 'stack/plugboard.ts': main("import x from './x.json';", 'x'), 'stack/x.json': '"x"' }],
    [
      'JavaScript',
      { 'stack/plugboard.ts': main("import { x } from './x.js';", 'x'), 'stack/x.js': 'export const x = 1;' },
    ],
    ['a file without its ending', { 'stack/plugboard.ts': main("import { x } from './other';", 'x'), ...other }],
    [
      'a folder',
      {
        'stack/plugboard.ts': main("import { x } from './other';", 'x'),
        'stack/other/index.ts': other['stack/other.ts'],
      },
    ],
    ['a query', { 'stack/plugboard.ts': main("import { x } from './other.ts?x.ts';", 'x'), ...other }],
    ['a name in other letters', { 'stack/plugboard.ts': main("import { x } from './Other.ts';", 'x'), ...other }],
    ['what is not there', { 'stack/plugboard.ts': main("import { x } from './nothing.ts';", 'x') }],
    [
      'a file outside',
      { 'stack/plugboard.ts': main("import { x } from '../other.ts';", 'x'), 'other.ts': other['stack/other.ts'] },
    ],
    ['an absolute path', { 'stack/plugboard.ts': main("import { x } from '/etc/hostname.ts';", 'x') }],
    ['a URL', { 'stack/plugboard.ts': main("import { x } from 'file:///etc/hostname.ts';", 'x') }],
    [
      'a link',
      {
        'stack/plugboard.ts': main("import { x } from './link.ts';", 'x'),
        ...other,
        'stack/link.ts': { link: 'other.ts' },
      },
    ],
    [
      'a folder behind a link',
      {
        'stack/plugboard.ts': main("import { x } from './link/other.ts';", 'x'),
        'stack/a/other.ts': other['stack/other.ts'],
        'stack/link': { link: 'a' },
      },
    ],
    [
      'a file of a package',
      {
        'stack/plugboard.ts': main("import { x } from './node_modules/other.ts';", 'x'),
        'stack/node_modules/other.ts': other['stack/other.ts'],
      },
    ],
    ['an import in an expression', { 'stack/plugboard.ts': main("void import('./other.ts');", "'x'"), ...other }],
    ['import.meta', { 'stack/plugboard.ts': main('', 'typeof import.meta') }],
    [
      'require',
      {
        'stack/plugboard.ts': main("const x = typeof require === 'undefined' ? 'x' : require('./other.ts');", "'x'"),
        ...other,
      },
    ],
    ['require, spelled otherwise', { 'stack/plugboard.ts': main('const x = r\\u0065quire;', "'x'") }],
    ['a syntax error', { 'stack/plugboard.ts': main('const = 1;', "'x'") }],
    ['a syntax of tomorrow', { 'stack/plugboard.ts': main('@((x: any) => x) class A {}', "'x'") }],
    ['a very long file', { 'stack/plugboard.ts': main(`// ${'x'.repeat(130 * 1024)}`, "'x'") }],
  ])('is left to it: %s', async (_, files) => {
    expect(await linkedFiles(files)).toBeUndefined();
  });

  it('is not the word in a comment', async () => {
    const verdict = await linkedFiles({
      'stack/plugboard.ts': main('// We require a name, with \\u00e9.', "'\\u00e9'"),
    });
    expect(verdict?.ending).toMatchObject({ is: 'finished' });
  });

  it('is said by it, with its place', async () => {
    expect(await messagesFor(main('const f = (): never => { throw new RangeError("far out"); };', 'f()'))).toEqual([
      'PB104 plugboard.ts:1:36 RangeError: far out.',
    ]);
    expect(await messagesFor({ 'stack/plugboard.ts': main("import { y } from './other.ts';", 'y'), ...other })).toEqual(
      ['PB102 plugboard.ts:1:10 `other.ts` exports no `y`.'],
    );
    expect(await messagesFor(main('const x = await 1;', 'String(x)'))).toEqual([
      'PB108 plugboard.ts:1:11 A program cannot use `await` outside of a function.',
    ]);
  });
});

describe('a text that nests as deeply as it can', () => {
  it.each(['(', '[', '{', 'x=[{a:', 'a=>', 'let x:(', 'let x:[', 'type A=B<', '`${'])(
    'harms nobody: %s',
    async (part) => {
      const text = part.repeat(Math.floor((127 * 1024) / part.length));
      expect(await linkedFiles({ 'stack/plugboard.ts': text })).toBeUndefined();
    },
  );
});
