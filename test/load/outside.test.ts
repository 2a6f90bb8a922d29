import { describe, expect, it } from 'vitest';
import { type Files, loadFiles, told } from './program-folder.ts';

const confidential = 'hunter2';
const outside: Files = {
  'outside/settings.ts': `export const password = '${confidential}';\nexport type Password = '${confidential}';`,
  'outside/globals.d.ts': `type Password = '${confidential}';`,
  'outside/broken.ts': `export const password = '${confidential}`,
  'outside/settings.json': `{ "password": "${confidential}" }`,
  'outside/package.json': '{ "name": "linked", "exports": "./settings.ts", "types": "./settings.ts" }',
  'outside/map.json': `{ "version": 3, "sources": ["${confidential}"], "mappings": "AAAA" }`,
  'stack/link.ts': { link: '../outside/settings.ts' },
  'stack/folder': { link: '../outside' },
  'stack/node_modules/linked': { link: '../../outside' },
  'stack/package.json': '{ "imports": { "#settings": "../outside/settings.ts", "#gone": "./gone.ts" } }',
};

async function says(text: string): Promise<readonly string[]> {
  const loaded = await loadFiles({ ...outside, 'stack/plugboard.ts': text });
  const located = await loaded.program.locate(loaded.diagnostics);
  expect(JSON.stringify([located, loaded.declared, loaded.output])).not.toContain(confidential);
  expect(located.every(({ span }) => span === undefined || loaded.program.sourceOf(span.file) !== undefined)).toBe(
    true,
  );
  return told(located);
}

const using = (statement: string): string => `import { root } from 'plugboard';
${statement}
export default root({ stack: password });`;

describe('what lies outside of the folder', () => {
  it.each([
    [
      "import { password } from '../outside/settings.ts';",
      'PB103 plugboard.ts:2:26 `../outside/settings.ts` leads out',
    ],
    ["import { password } from '../outside/broken';", 'PB103 plugboard.ts:2:26 `../outside/broken` leads out'],
    ["import { password } from '../outside/nothing';", 'PB103 plugboard.ts:2:26 `../outside/nothing` leads out'],
    ["import { password } from './link.ts';", 'PB103 plugboard.ts:2:26 `./link.ts` leads out'],
    ["import { password } from './folder/settings';", 'PB103 plugboard.ts:2:26 `./folder/settings` leads out'],
    ["import { password } from './folder/nothing';", 'PB103 plugboard.ts:2:26 `./folder/nothing` leads out'],
    [
      "import { password } from './folder/settings.json';",
      'PB103 plugboard.ts:2:26 `./folder/settings.json` leads out',
    ],
    ["import { password } from 'linked';", 'PB103 plugboard.ts:2:26 `linked` leads out'],
    ["import { password } from '/etc/hostname.ts';", 'PB103 plugboard.ts:2:26 `/etc/hostname.ts` leads out'],
    [
      "import { password } from 'file:///etc/hostname.ts';",
      'PB103 plugboard.ts:2:26 `file:///etc/hostname.ts` leads out',
    ],
    [
      "import { password } from 'https://example.com/a.ts';",
      'PB103 plugboard.ts:2:26 `https://example.com/a.ts` leads out',
    ],
    [
      "const password = '' as Password;\nimport type { Password } from '../outside/settings.ts';",
      'PB103 plugboard.ts:3:31 `../outside/settings.ts` leads out',
    ],
    ["const password = 'x' as import('./link').Password;", 'PB103 plugboard.ts:2:32 `./link` leads out'],
    [
      "const password: import('./folder/settings').Password = 'x';",
      'PB103 plugboard.ts:2:24 `./folder/settings` leads out',
    ],
  ])('is not imported: %s', async (statement, message) => {
    expect(await says(using(statement))).toEqual([`${message} of the stack's folder.`]);
  });

  it('is not imported by a name of package.json', async () => {
    const messages = await says(using("import { password } from '#settings';"));
    expect(messages).toEqual([expect.stringMatching(/^PB10[23] plugboard\.ts:2:26 /)]);
  });

  it('is not read for types', async () => {
    const text = `/// <reference path="../outside/globals.d.ts" />
import { root } from 'plugboard';
const password: Password = 'x';
export default root({ stack: password });`;
    expect(await says(text)).toEqual([
      "PB103 plugboard.ts:1:21 `../outside/globals.d.ts` leads out of the stack's folder.",
      "TS2304 plugboard.ts:3:17 Cannot find name 'Password'.",
    ]);
  });

  it('is not searched with a pattern', async () => {
    for (const pattern of ["import(`../outside/${'a' + 1}.ts`)", 'import(/* */ `./${1}`)']) {
      const messages = await says(`${pattern};\nexport default 1;`);
      expect(messages).toEqual([expect.stringMatching(/^PB102 plugboard\.ts:1:\d+ A program imports before it runs/)]);
    }
  });

  it('is not read as a source map', async () => {
    const text = "import { root } from 'plugboard';\nexport default root({ stack: 1 as any });";
    expect(await says(`${text}\n//# sourceMappingURL=../outside/map.json`)).toEqual([
      'PB203 plugboard.ts:2:30 `stack` is a number, not a text.',
    ]);
  });

  it('is not evaluated as the program itself', async () => {
    const { diagnostics } = await loadFiles({ ...outside, 'stack/plugboard.ts': { link: '../outside/settings.ts' } });
    expect(diagnostics.map(({ code }) => code)).toEqual(['PB103']);
  });
});

describe('what lies inside of the folder', () => {
  it('can be imported from folders in it, up and down, and through links that stay in it', async () => {
    const { declared, diagnostics } = await loadFiles({
      'stack/plugboard.ts': "export { default } from './a/b/stack.js';",
      'stack/a/b/stack.ts':
        "import { root } from 'plugboard';\nimport { name } from '../../names';\nimport { name as same } from '../../same';\nexport default root({ stack: name + same });",
      'stack/names/index.ts': "export const name = 'x';",
      'stack/same.ts': { link: 'names/index.ts' },
    });
    expect([declared?.stack, diagnostics]).toEqual(['xx', []]);
  });
});
