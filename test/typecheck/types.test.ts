import { describe, expect, it } from 'vitest';
import { loadFiles, messagesFor } from '../load/program-folder.ts';

describe('type errors', () => {
  it('come with what exactly does not fit, and do not keep the program from being evaluated', async () => {
    const { declared, diagnostics } = await loadFiles(`import { root } from 'plugboard';
interface Settings { name: string; of: { depth: { is: number } } }
const settings: Settings = { name: 'a', ...{ of: { depth: { is: 'x' } } } };
const æ = '😀', wrong: number = æ;
export default root({ stack: settings.name });
`);
    expect(declared?.stack).toBe('a');
    expect(diagnostics).toEqual([
      {
        code: 'TS2322',
        severity: 'error',
        title: 'type error',
        message: '`of.depth.is` must be a number, and is a text.',
        span: { file: 'plugboard.ts', line: 3, column: 7, endLine: 3, endColumn: 15 },
      },
      {
        code: 'TS2322',
        severity: 'error',
        title: 'type error',
        message: '`wrong` must be a number, and is a text.',
        span: { file: 'plugboard.ts', line: 4, column: 17, endLine: 4, endColumn: 22 },
      },
    ]);
  });

  it('do not depend on settings beside the stack', async () => {
    const messages = await messagesFor({
      'stack/plugboard.ts':
        "import { root } from 'plugboard';\nconst n: number = null;\nexport default root({ stack: `${n}` });",
      'stack/tsconfig.json': '{ "compilerOptions": { "strict": false, "noLib": true }, "extends": "../nothing.json" }',
    });
    expect(messages).toEqual(['TS2322 plugboard.ts:2:7 `n` must be a number, and is nothing (`null`).']);
  });

  it('in packages are not for the author; in JavaScript there are none', async () => {
    const messages = await messagesFor({
      'stack/plugboard.ts':
        "import { root } from 'plugboard';\nimport { name } from 'names';\nimport { more } from './more.js';\nexport default root({ stack: name + more });",
      'stack/more.js': "/** @type {number} */\nexport const more = 'x';",
      'stack/node_modules/names/package.json': '{ "name": "names", "exports": "./index.ts" }',
      'stack/node_modules/names/index.ts': "export const name: string = 'x'; const wrong: number = name;",
    });
    expect(messages).toEqual([]);
  });

  it('say nothing of the machine', async () => {
    const messages = await messagesFor({
      'stack/plugboard.ts':
        "import { root } from 'plugboard';\nimport { name } from 'names';\nexport default root({ stack: name });",
      'node_modules/names/package.json': '{ "name": "names", "exports": "./index.js" }',
      'node_modules/names/index.js': "export const name = 'x';",
    });
    expect(messages).toEqual([
      "TS7016 plugboard.ts:2:22 Could not find a declaration file for module 'names'. 'node_modules/names/index.js' implicitly has an 'any' type.",
    ]);
  });
});
