import { describe, expect, it } from 'vitest';
import { messagesFor } from './program-folder.ts';

const good = "import { root } from 'plugboard';\nexport default root({ stack: 'a' });\n";
const time = { limits: { milliseconds: 300 } };
const memory = { limits: { megabytes: 32 } };

// An engine that is killed, and one that has no memory left, may not say where it was: then it is the export.
describe('a program that does not end', () => {
  it.each([
    'for (;;);',
    "/^(a+)+$/.test(`${'a'.repeat(40)}b`);",
    'try { for (;;); } catch {}',
    'let a: unknown[] = []; for (let i = 0; i < 1e5; i += 1) a = [a]; JSON.stringify(a);',
    '[..."ab"].sort(() => { for (;;); });',
  ])('is stopped: %s', async (text) => {
    const message = /^PB106 plugboard\.ts:[23]:\d+ The program did not end within 0\.3 seconds\.$/;
    expect(await messagesFor(good + text, time)).toEqual([expect.stringMatching(message)]);
  });
});

describe('a program that needs too much memory', () => {
  it.each([
    "'x'.repeat(4e8);",
    'Array.from({ length: 1e8 });',
    'const map = new Map<number, object>(); for (let i = 0; ; i += 1) map.set(i, { i });',
    "let text = 'x'; for (let i = 0; i < 27; i += 1) text += text; text.replaceAll('x', 'yy');",
    'new ArrayBuffer(5e8);',
  ])('is stopped, whether it catches the error or not: %s', async (text) => {
    const message = [
      expect.stringMatching(/^PB107 plugboard\.ts:[23]:\d+ The program needs more than 32 MB of memory\.$/),
    ];
    expect(await messagesFor(good + text, memory)).toEqual(message);
    expect(await messagesFor(`${good}try { ${text} } catch {}`, memory)).toEqual(message);
  });
});

describe('a program that calls too deeply', () => {
  it.each([
    'const f = (): number => 1 + f(); f();',
    'let a: unknown = 1; for (let i = 0; i < 1e5; i += 1) a = [a]; String((a as unknown[]).flat(Infinity));',
    'const o = { toString(): string { return `${this}`; } }; `${o}`;',
    'class A { constructor() { new A(); } } new A();',
    '[1, 2].sort(function c(): number { [1, 2].sort(c); return 0; });',
    "eval('['.repeat(1e5));",
    "JSON.parse('['.repeat(1e6));",
    "new RegExp('(?:'.repeat(1e5) + ')'.repeat(1e5));",
  ])('is told so: %s', async (text) => {
    expect(await messagesFor(good + text)).toEqual([
      expect.stringMatching(/^PB104 plugboard\.ts:3:\d+ Too much recursion: functions call each other too deeply\.$/),
    ]);
  });
});

describe('the sandbox', () => {
  it('has nothing of its host', async () => {
    const names = [
      ...['require', 'module', 'WebAssembly', 'Worker', 'Buffer', 'Deno', 'Bun', 'window', 'navigator'],
      ...['std', 'os', 'bjson', 'scriptArgs', 'print', 'gc', 'import.meta.url', 'Math.seedrandom'],
    ];
    const text = `const make = [].constructor.constructor;
throw new Error(${JSON.stringify(names)}.map((name) => name.startsWith('import') ? typeof import.meta.url : make('return typeof ' + name)()).join(' '));`;
    expect(await messagesFor({ 'stack/plugboard.ts': "import './names.js';", 'stack/names.js': text })).toEqual([
      `PB104 names.js:2:16 ${names.map(() => 'undefined').join(' ')}.`,
    ]);
  });
});
