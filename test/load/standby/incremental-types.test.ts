import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStackFolder, type StackFolder } from '../../../compiler/load/stack-folder.ts';
import { incrementalTypes } from '../../../compiler/load/standby/incremental-types.ts';
import { type KeptCompiler, openKeptCompiler } from '../../../compiler/load/standby/kept-compiler.ts';
import { type KnownTypes, knowAgain, messagesIn } from '../../../compiler/load/standby/known-types.ts';
import { settledTypes } from '../../../compiler/load/standby/settled-types.ts';
import { checkTypes, runTypeCheck, type TypeChecked, typesOf, withKinds } from '../../../compiler/load/type-check.ts';
import { writeTypeSettings } from '../../../compiler/load/type-settings.ts';
import { writeFiles } from '../program-folder.ts';

const plugboard = `import { root } from 'plugboard';
import { a } from './a.ts';
import { b } from './teams/b.ts';
export const whole: { depth: { is: { of: number } } } = { depth: { is: { of: a.size } } };
export default root({ stack: 'acme', projects: [] });
export const all = [a, b];
`;
const a = `import type { Shape } from './shape.ts';
export const a: Shape = { size: 1 };
`;
const b = `import { helped } from '../helper.js';
export const b: string = helped;
`;
const shape = 'export interface Shape { size: number }\n';

const files = {
  'plugboard.ts': plugboard,
  'a.ts': a,
  'shape.ts': shape,
  'teams/b.ts': b,
  'helper.js': "export const helped = 'x';\n",
};

/** What is done one after the other: a file gets a text, or goes away. */
type Edit = readonly [file: string, text: string | undefined];

/** Changes that the files that import the changed one are enough to look at for. */
const followed: readonly Edit[] = [
  ['a.ts', a.replace('1 }', '2 }')],
  ['a.ts', a.replace('1 }', "'x' }")],
  ['shape.ts', shape.replace('number', 'string')],
  ['a.ts', a.replace('1 }', "'y' }")],
  ['a.ts', a.replace('= {', '= { size: 1, more: 2, ')],
  ['a.ts', a.replace('= {', '= ')],
  ['shape.ts', shape.replace('number', '{ deep: { inside: boolean } }')],
  ['teams/b.ts', b.replace('= helped', '= 5')],
  ['a.ts', a.replace('1 }', '{ deep: { inside: 1 } } }')],
  ['shape.ts', `${shape}// 😀 æ\nexport const æ = '😀', wrong: number = æ;\n`],
  ['shape.ts', `${shape}export type Own = { [K in keyof Own]: Own[K] } & Nothing;\nlet two; let two; delete two;\n`],
  ['shape.ts', `${shape}// @ts-expect-error: nothing is wrong here\nexport const right = 1;\nnothing;\n`],
  ['shape.ts', `// @ts-nocheck\n${shape}nothing;\n`],
  ['shape.ts', shape],
  [
    'a.ts',
    `${a}export const fn: (f: (of: { x: number }) => void) => void = (f: (of: { x: string }) => void) => f(1, 2);\n`,
  ],
  ['a.ts', `${a}\r\nfunction one(): string {}\r\n\u2028one(1); label: label: for (;;) break; \u2029 with (a) {}\n`],
  ['a.ts', a],
  ['teams/b.ts', b],
  ['plugboard.ts', plugboard.replace('a.size', "{ a: 'text' }")],
  ['plugboard.ts', plugboard.replace('root({', 'root({ stac: 1,')],
  ['plugboard.ts', plugboard],
];

/** Changes after which all files have to be looked at. */
const unfollowed: readonly Edit[] = [
  ['a.ts', a.replace('./shape.ts', './none.ts')],
  ['none.ts', shape.replace('number', 'string')],
  ['a.ts', `${a}export type Other = import('./shape.ts').Shape;\n`],
  ['a.ts', a],
  ['a.ts', `${a}declare global { interface Console { shout: number } }\nconsole.shout;\n`],
  ['shape.ts', `${shape}console.shout = 'x';\n`],
  ['a.ts', a],
  ['shape.ts', 'interface Shape { size: number }\n'],
  ['shape.ts', shape],
  ['helper.js', 'export const helped = 5;\n'],
  ['helper.js', 'export const helped = ;\n'],
  ['helper.js', "export const helped = 'x';\n"],
  ['plugboard.ts', `/// <reference path="./ambient.d.ts" />\n${plugboard}`],
  ['ambient.d.ts', 'declare const ambient: number;\n'],
  ['a.ts', `${a}export const text: string = ambient;\n`],
  ['a.ts', a],
  ['plugboard.ts', plugboard],
  ['shape.ts', undefined],
  ['shape.ts', shape],
];

/** The module of a stack's own kinds comes, and goes again. */
const kinds: readonly Edit[] = [
  ['plugboard.kinds.ts', "export const kind: number = 'x';\n"],
  ['plugboard.kinds.ts', undefined],
];

function edit(folder: string, [file, text]: Edit): string {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  if (text === undefined) rmSync(path);
  else writeFileSync(path, text);
  return path;
}

function opened(folder: string): StackFolder {
  const stack = openStackFolder(join(folder, 'plugboard.ts'));
  if ('code' in stack) throw new Error(stack.message);
  return stack;
}

interface Following {
  /** Follows changes of these files; `undefined` where that cannot be done. */
  readonly follow: (paths: readonly string[]) => Promise<TypeChecked | undefined>;
  /** Checks all files. */
  readonly whole: () => Promise<void>;
  readonly compiler: KeptCompiler;
  readonly isKnown: () => boolean;
}

function following(folder: string): Following {
  const settings = writeTypeSettings(withKinds(opened(folder), [join(folder, 'plugboard.ts')]));
  const compiler = openKeptCompiler(settings, folder);
  onTestFinished(() => {
    compiler.close();
    settings.remove();
  });
  let known: KnownTypes | undefined;
  return {
    compiler,
    isKnown: () => known !== undefined,
    whole: async () => {
      await setTimeout(30);
      const [stack, began] = [opened(folder), Date.now()];
      const output = await runTypeCheck('files and reasons', stack, settings);
      known =
        'diagnostics' in output
          ? undefined
          : await settledTypes({ output, began }, await compiler.readAll(), stack, settings);
    },
    follow: async (paths) => {
      const stack = opened(folder);
      known = known && (await knowAgain(known, paths, compiler, stack));
      if (known === undefined) return undefined;
      const output = { messages: messagesIn(known), files: [] };
      return typesOf(output, async () => output, stack, settings);
    },
  };
}

describe('the types of a program that changes', () => {
  it('are followed where only importing files are concerned', async () => {
    const folder = writeFiles(files);
    const { follow, whole } = following(folder);
    await whole();
    for (const one of followed) {
      const types = await follow([edit(folder, one)]);
      expect(types, one.join(': ')).toEqual(await checkTypes(opened(folder)));
    }
  });

  it('are looked at as a whole where more may be concerned', async () => {
    const folder = writeFiles(files);
    const { follow, whole } = following(folder);
    await whole();
    for (const one of unfollowed) {
      expect(await follow([edit(folder, one)]), one.join(': ')).toBeUndefined();
      await whole();
    }
  });

  it('are the same as those of a check from nothing, however changes come', async () => {
    const folder = writeFiles(files);
    const types = incrementalTypes();
    onTestFinished(types.close);
    await types.check(opened(folder));
    const edits = [...followed.slice(0, 6), ...unfollowed, ...kinds, ...followed.slice(6, 12)];
    for (const [index, one] of edits.entries()) {
      types.changed(edit(folder, one));
      // Several at once, and at times before the compiler that stays is ready.
      if (index % 5 === 4) continue;
      expect(await types.check(opened(folder)), one.join(': ')).toEqual(await checkTypes(opened(folder)));
      await setTimeout((index % 4) * 60);
    }
  });

  it('do not depend on a compiler that ends', async () => {
    const folder = writeFiles(files);
    const { follow, whole, compiler } = following(folder);
    await whole();
    compiler.close();
    await expect(follow([edit(folder, ['a.ts', a.replace('1', '2')])])).rejects.toThrow();
  });

  it('are not followed through links, and take no notice of files that come and go', async () => {
    const folder = writeFiles(files);
    const { follow, whole, isKnown } = following(folder);
    await whole();
    expect(await follow([join(folder, '4913'), join(folder, 'a.tmp.ts')])).toEqual(await checkTypes(opened(folder)));
    renameSync(join(folder, 'a.ts'), join(folder, 'real.ts'));
    symlinkSync('real.ts', join(folder, 'a.ts'));
    expect(await follow([join(folder, 'a.ts'), join(folder, 'real.ts')])).toBeUndefined();
    await whole();
    expect(isKnown()).toBe(false);
  });
});
