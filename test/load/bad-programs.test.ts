import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { loadFiles, loadWithTypes, messagesFor, told, writeFiles } from './program-folder.ts';

const dsl = "import { githubConnection, project, root } from 'plugboard';\n";

describe('a program that cannot be found', () => {
  it.each([
    ['nothing.ts', 'PB101 - There is no file `NAME`.'],
    ['stack', 'PB101 - `NAME` is a directory.'],
    ['stack/notes.txt', 'PB109 - A program cannot be written in a `.txt` file.'],
    ['stack/plugboard.ts/x.ts', 'PB101 - There is no file `NAME`.'],
  ])('is named: %s', async (name, message) => {
    const path = join(writeFiles({ 'stack/notes.txt': '', 'stack/plugboard.ts': '' }), name);
    const { declared, diagnostics } = await loadWithTypes({ stackFile: path, inputs: {} });
    expect([declared, told(diagnostics)]).toEqual([undefined, [message.replace('NAME', path)]]);
  });
});

describe('a program that exports the wrong thing', () => {
  it.each([
    ["export const stack = root({ stack: 'a' });", 'PB105 plugboard.ts:1:1 The program has no default export.'],
    [
      'export default undefined;',
      'PB105 plugboard.ts:2:1 The default export of the program is undefined, not what `root({...})` returns.',
    ],
    ["export default project('A');", 'PB105 plugboard.ts:2:16 The default export of the program is project `A`.'],
    [
      "export default async () => root({ stack: 'a' });",
      'PB105 plugboard.ts:2:1 The function that the program exports returns a promise.',
    ],
    [
      "export default [root({ stack: 'a' })];",
      'PB105 plugboard.ts:2:1 The default export of the program is a list, not what `root({...})` returns.',
    ],
    [
      'export default new Map();',
      'PB105 plugboard.ts:2:1 The default export of the program is a `Map`, not what `root({...})` returns.',
    ],
  ])('is told so: %s', async (text, message) => {
    expect(await messagesFor(dsl + text)).toEqual([message]);
  });

  it('is told of settings of rules that there are not', async () => {
    const settings =
      "rules: { 'paths-in-urls': 'warn' as any, 'unmet-needs': 'off', 'missing-in-cloud': undefined as any }";
    expect(await messagesFor(`${dsl}export default root({ stack: 'a',\n${settings} });`)).toEqual([
      'PB203 plugboard.ts:3:27 Rule `paths-in-urls` can be `off`, a `hint`, a `warning` or an `error`, and nothing else.',
    ]);
    expect(await messagesFor(`${dsl}export default root({ stack: 'a',\nrules: 'off' as any });`)).toEqual([
      'PB203 plugboard.ts:3:8 `rules` is a text, not an object of settings by rule.',
    ]);
  });

  it('is told of everything that is wrong in its projects, at the place', async () => {
    const text = `${dsl}const odd: any = 1;
export default root({
  stack: odd,
  edition: 'clod' as any,
  projcts: [],
  connections: { a: project('A') as any, b: odd },
  needs: [odd, { kind: 'x', url: 3 } as any],
  projects: [false as any, project(odd), project('B', { exclusive: odd, ...{ nam: 'b' } })],
} as any);`;
    expect(await messagesFor(text)).toEqual([
      'PB203 plugboard.ts:4:10 `stack` is a number, not a text.',
      'PB203 plugboard.ts:5:12 `edition` is neither `on-premises` nor `cloud`.',
      'PB201 plugboard.ts:6:3 The root has no property `projcts`.',
      'PB203 plugboard.ts:7:21 `a` among the connections of the root is an object, not a connection.',
      'PB203 plugboard.ts:7:45 `b` among the connections of the root is a number, not a connection.',
      'PB203 plugboard.ts:8:11 Need 1 of the root is a number, not the name of a kind, or an object with a `kind` or a `use` and values that are texts.',
      'PB203 plugboard.ts:8:16 Need 2 of the root is an object, not the name of a kind, or an object with a `kind` or a `use` and values that are texts.',
      'PB203 plugboard.ts:9:14 Number 1 of the projects of the root is a boolean, not a project.',
      'PB203 plugboard.ts:9:36 The id of a project is a number, not a text.',
      'PB201 plugboard.ts:9:42 A project has no property `nam`.',
      'PB203 plugboard.ts:9:68 `exclusive` of project `B` is a number, not `true` or `false`.',
    ]);
  });

  it('is told of objects of classes, wherever they are', async () => {
    const text = `${dsl}class Odd { call = 1; id = 'x'; kind = 'custom'; properties = {}; options = {}; }
const odd: any = new Odd(); const map: any = new Map();
export default root({
  stack: odd,
  connections: { a: odd, b: githubConnection({ adopt: map, formerly: (() => 1) as any, protect: odd } as any) },
  needs: [odd, { kind: 'x', url: map } as any],
  projects: [odd, project(odd, { connections: map }), project('B', odd), { ...odd, properties: odd }],
  rules: map,
  policies: [odd],
});`;
    expect(await messagesFor(text)).toEqual([
      'PB203 plugboard.ts:5:10 `stack` is a `Odd`, not a text.',
      'PB203 plugboard.ts:6:21 `a` among the connections of the root is a `Odd`, not a connection.',
      "PB203 plugboard.ts:6:55 `adopt` of connection `b` in the root is a `Map`, not a connection's id.",
      'PB203 plugboard.ts:6:70 `formerly` of connection `b` in the root is a function, not a key.',
      'PB203 plugboard.ts:6:97 `protect` of connection `b` in the root is a `Odd`, not `true` or `false`.',
      'PB203 plugboard.ts:7:11 Need 1 of the root is a `Odd`, not the name of a kind, or an object with a `kind` or a `use` and values that are texts.',
      'PB203 plugboard.ts:7:16 Need 2 of the root is an object, not the name of a kind, or an object with a `kind` or a `use` and values that are texts.',
      'PB203 plugboard.ts:8:14 Number 1 of the projects of the root is a `Odd`, not a project.',
      'PB203 plugboard.ts:8:27 The id of a project is a `Odd`, not a text.',
      'PB203 plugboard.ts:8:47 `connections` of a project is a `Map`, not an object of connections by key.',
      'PB203 plugboard.ts:8:55 Number 3 of the projects of the root is an object, not a project.',
      'PB203 plugboard.ts:8:74 Number 4 of the projects of the root is an object, not a project.',
      'PB203 plugboard.ts:9:10 `rules` is a `Map`, not an object of settings by rule.',
      'PB203 plugboard.ts:10:14 Number 1 of the policies is a `Odd`, not what `policy(...)` returns.',
    ]);
  });

  it('is told of circles', async () => {
    const text = `${dsl}const own: any = {}; own.own = own;
const projects: any[] = []; const a = project('A', { projects }); projects.push(a);
export default root({
  stack: 'a',
  connections: { c: githubConnection({ displayName: own } as any) },
  projects,
});`;
    expect(await messagesFor(text)).toEqual([
      'PB105 plugboard.ts:3:39 There is a circle: project `A` stands below itself.',
      'PB105 plugboard.ts:6:21 There is a circle: a property of connection `c` in the root contains itself.',
    ]);
  });

  it('cannot pass off what it makes up itself', async () => {
    for (const forged of [
      '{ declared: { call: 1.5, root: {} } }',
      "{ faults: [{ code: 'PB999', message: 'x' }] }",
      "{ faults: [{ code: 'PB301', message: 'x' }] }",
      '{}',
      '[]',
    ]) {
      const text = `${dsl}const write = (globalThis as any).__plugboardWrite;
(globalThis as any).__plugboardWrite = () => write(${forged});
export default root({ stack: 'a' });`;
      expect(await messagesFor(text)).toEqual([
        'PB105 plugboard.ts:4:1 What the program exports was not made by `root`, `project` and the functions of the kinds.',
      ]);
    }
  });
});

describe('a program that replaces what the language has', () => {
  it('changes nothing of what it declares', async () => {
    const { declared, diagnostics } = await loadFiles(`${dsl}JSON.stringify = (() => '[]') as any;
(Object.prototype as any).toJSON = () => 1;
export default root({ stack: 'a', projects: [project('A')] });`);
    expect([declared?.root.projects[0]?.id, diagnostics]).toEqual(['A', []]);
  });

  it.each(["'x'", 'undefined', "'null'", `'{"1":5,"2":["x"]}'`])('as %s has the places that it has', async (stacks) => {
    const { program } = await loadFiles(`${dsl}const { stringify } = JSON;
JSON.stringify = ((value: any) => (value?.declared ? stringify(value) : ${stacks})) as any;
export default root({ stack: 'a' });`);
    const [found] = await program.locate([diagnostic('PB203', 'wrong', { place: { call: 1 } })]);
    expect(found?.span).toMatchObject({ file: 'plugboard.ts', line: 4, column: 16 });
  });

  it('can make up places in its own files only', async () => {
    const forged = ['../outside.ts', '/etc/passwd', 'plugboard.ts/../secret.ts'].map((file) => `at f (${file}:1:1)`);
    for (const line of [...forged, 'at f (plugboard.ts:99999999:1)', `at ${'/'.repeat(100_000)}`]) {
      const text = `${dsl}throw Object.assign(new Error('x'), { stack: ${JSON.stringify(`    ${line}`)} });`;
      expect(await messagesFor(text)).toEqual([expect.stringMatching(/^PB104 plugboard\.ts:\d+:1 x\.$/)]);
    }
  });
});

describe('a program that throws', () => {
  it('is shown where, without a trace of ours', async () => {
    const { diagnostics } = await loadFiles(`${dsl}function check(): never {
  throw new TypeError('no such\\nstage \\u001b[31m');
}
export default root({ stack: check() });`);
    expect(diagnostics).toEqual([
      {
        code: 'PB104',
        severity: 'error',
        title: 'program threw an error',
        message: 'TypeError: no such stage [31m.',
        span: { file: 'plugboard.ts', line: 3, column: 13, endLine: 3, endColumn: 22 },
        label: 'thrown here',
      },
    ]);
  });

  it('may throw anything', async () => {
    expect(await messagesFor("throw 'text';")).toEqual(['PB104 plugboard.ts:1:1 text.']);
    expect(await messagesFor('throw undefined;')).toEqual(['PB104 plugboard.ts:1:1 undefined.']);
    expect(await messagesFor('throw { get message() { throw 1; } };')).toEqual([
      'PB104 plugboard.ts:1:1 The program threw a value that is no error.',
    ]);
  });

  it.each([
    ['new Date()', 'PB135 `new Date()` asks for the time, which a program does not have.', 'clock'],
    ['Math.random()', 'PB135 `Math.random()` asks for chance, which a program does not have.', 'chance'],
    ['process.env', "TS2591 Cannot find name 'process'.", 'environment'],
    ["fetch('https://example.com')", "TS2304 Cannot find name 'fetch'.", 'network'],
    ['setTimeout(() => 1)', "TS2304 Cannot find name 'setTimeout'.", 'clock'],
  ])('for want of what a sandbox lacks is told what to do: %s', async (expression, message, reason) => {
    const { diagnostics } = await loadFiles(`${dsl}export default root({ stack: String(\n${expression}) });`);
    expect(diagnostics.map((one) => `${one.code} ${one.message}`)).toEqual([message]);
    expect(diagnostics[0]?.hint).toMatch(new RegExp(`no .*${reason}.*--input name=value`));
    expect(diagnostics[0]?.span?.line).toBe(3);
  });
});

describe('a program with faults that keep it from running', () => {
  it('is told of all that cannot be imported', async () => {
    const messages = await messagesFor({
      'stack/plugboard.ts': `${dsl}import { a } from './regstry.ts';
import b from 'left-pad';
import fs from 'node:fs';
import os from 'os';
import c from './a.txt';
import d from './registry.ts' with { type: 'text' };
import e from './registry.ts?raw';
import { nothing } from './registry.ts';
export default root({ stack: \`\${[a, b, c, d, e, fs, os, nothing]}\` });`,
      'stack/registry.ts': 'export default 1;',
      'stack/a.txt': 'x',
    });
    expect(messages).toEqual([
      'PB102 plugboard.ts:2:19 There is no `./regstry.ts`.',
      'PB102 plugboard.ts:3:15 Package `left-pad` cannot be found.',
      'PB102 plugboard.ts:4:16 `node:fs` is part of Node.js, which a program does not have.',
      'PB102 plugboard.ts:5:16 `os` is part of Node.js, which a program does not have.',
      'PB109 plugboard.ts:6:15 `.txt` files cannot be imported.',
      'PB109 plugboard.ts:7:15 Nothing can be imported as `text`.',
      'PB109 plugboard.ts:8:15 `./registry.ts?raw` is not code or JSON.',
      `TS2614 plugboard.ts:9:10 Module '"./registry.ts"' has no exported member 'nothing'. Did you mean to use 'import nothing from "./registry.ts"' instead?`,
    ]);
  });

  it.each([
    ["export default root({ stack: 'a' };", "TS1005 plugboard.ts:2:35 ')' expected."],
    ["const æ = '😀'; const x = ;", 'TS1109 plugboard.ts:2:27 Expression expected.'],
    ['await 1; export default 1;', 'PB108 plugboard.ts:2:1 A program cannot use `await` outside of a function.'],
    [
      "const n = 'a'; import(`./${n}.ts`);",
      'PB102 plugboard.ts:2:23 A program imports before it runs, and not while it does.',
    ],
    [
      "export default root({ stack: dockerRegistri('a') });",
      "TS2304 plugboard.ts:2:30 Cannot find name 'dockerRegistri'.",
    ],
    ["export default root({ stack: secret('X') });", "TS2304 plugboard.ts:2:30 Cannot find name 'secret'."],
    [
      "const fs = require('fs'); export default root({ stack: fs });",
      "TS2591 plugboard.ts:2:12 Cannot find name 'require'.",
    ],
  ])('is told once of %s', async (text, message) => {
    expect(await messagesFor(dsl + text)).toEqual([message]);
  });
});
