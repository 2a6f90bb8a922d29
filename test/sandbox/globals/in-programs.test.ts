import { describe, expect, it } from 'vitest';
import { sandboxTypes } from '../../../compiler/sandbox/globals/sandbox-types.ts';
import { loadFiles, messagesFor } from '../../load/program-folder.ts';
import { engineWithGlobals } from './engine-with-globals.ts';

const program = (text: string): string => `import { root } from 'plugboard';\n${text}`;

describe('what a program has beyond the language', () => {
  it('is declared to authors as it is', async () => {
    const { declared, diagnostics, output } = await loadFiles(
      program(`const url = new URL('../b?x=1', 'https://example.com/a/');
url.searchParams.append('y', '2');
const bytes: Uint8Array = new TextEncoder().encode('é');
const copy: { readonly name: string } = structuredClone({ name: atob(btoa('n')) });
const day = new Date('2026-11-30 12:00').getHours();
queueMicrotask(() => {});
console.log('lines', day);
const all = [url.href, [...url.searchParams.keys()].join(), new TextDecoder().decode(bytes), copy.name, day];
export default root({ stack: all.join(' ') });`),
    );
    expect(diagnostics).toEqual([]);
    expect(declared?.stack).toBe('https://example.com/b?x=1&y=2 x,y é n 12');
    expect(output).toEqual(['lines 12']);
  });

  it('is there, with each of the members that are declared', async () => {
    const names = [...sandboxTypes.matchAll(/^declare (?:var|function) (\w+)/gm)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(8);
    const interfaces = [...sandboxTypes.matchAll(/^interface (\w+)[^{]*\{([^}]*)\n\}/gm)];
    const members = interfaces.flatMap(([, name, body = '']) =>
      [...body.matchAll(/^ {2}(?:readonly )?(\w+)/gm)].map(
        ([, member]) => `'${member}' in ${name === 'Console' ? 'console' : `${name}.prototype`}`,
      ),
    );
    expect(members.length).toBeGreaterThan(30);
    const { evaluate } = await engineWithGlobals();
    const expected = (all: readonly string[]): unknown => all.map((one) => [one, true]);
    const found = [...names.map((name) => `typeof ${name} !== 'undefined'`), ...members];
    expect(evaluate(`[${found.map((one) => `[${JSON.stringify(one)}, ${one}]`).join()}]`)).toEqual(expected(found));
  });
});

describe('a package that asks for what a program does not have', () => {
  const using = {
    'stack/plugboard.ts': program(
      "import { loaded, later } from 'clock';\nexport default root({ stack: `${loaded} ${later()}` });",
    ),
    'stack/node_modules/clock/package.json':
      '{"name":"clock","type":"module","exports":"./clock.js","types":"./clock.d.ts"}',
    'stack/node_modules/clock/clock.d.ts':
      'export declare const loaded: string;\nexport declare function later(): string;',
  };

  it('gets an answer while it loads', async () => {
    const code = `const debug = process.env.DEBUG ?? 'none';
export const loaded = [Date.now(), debug, typeof setTimeout(() => 1), process.env.NODE_ENV].join();
export const later = () => 'fine';`;
    const { declared, diagnostics } = await loadFiles({ ...using, 'stack/node_modules/clock/clock.js': code });
    expect([declared?.stack, diagnostics]).toEqual(['946684800000,none,number,production fine', []]);
  });

  it('is named where it asks when it is used', async () => {
    const code = "export const loaded = '';\nexport const later = () => String(new Date());";
    expect(await messagesFor({ ...using, 'stack/node_modules/clock/clock.js': code })).toEqual([
      'PB135 plugboard.ts:3:43 Package `clock` asks for it. `new Date()` asks for the time, which a program does not have.',
    ]);
  });
});
