import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadFiles, loadWithTypes, messagesFor, writeFiles } from './program-folder.ts';

const program = `import { githubConnection, project, root, secret } from 'plugboard';
import { registry } from './registry.ts';

const payments = project('Payments', {
  name: 'Payments',
  exclusive: true,
  needs: ['slackConnection', { kind: 'dockerRegistry', url: 'https://registry.example.com' }],
  connections: { registry: registry('ci') },
  projects: [project('Cards')],
});

export default root({
  stack: 'acme',
  connections: {
    github: githubConnection({
      displayName: 'GitHub.com',
      clientId: 'Iv1.8a61f9b3a7aba766',
      clientSecret: secret.env('GITHUB_CLIENT_SECRET', { revision: 2 }),
      adopt: 'PROJECT_EXT_4',
      protect: true,
    }),
  },
  projects: [payments],
});
`;

const registry = `import { dockerRegistry, secret } from 'plugboard';
import { url } from './settings.json';

export const registry = (userName: string) =>
  dockerRegistry({ name: 'Registry', url, userName, password: secret.file('/run/secrets/registry') });
`;

const files = {
  'stack/plugboard.ts': program,
  'stack/registry.ts': registry,
  'stack/settings.json': '{ "url": "https://registry.example.com" }',
};

const declared = {
  stack: 'acme',
  edition: 'on-premises',
  root: {
    call: 5,
    id: '_Root',
    exclusive: false,
    needs: [],
    connections: [
      {
        call: 4,
        key: 'github',
        kind: 'githubConnection',
        properties: {
          displayName: 'GitHub.com',
          clientId: 'Iv1.8a61f9b3a7aba766',
          clientSecret: { secret: 'env', name: 'GITHUB_CLIENT_SECRET', revision: 2 },
        },
        adopt: 'PROJECT_EXT_4',
        protect: true,
      },
    ],
    projects: [
      {
        call: 3,
        id: 'Payments',
        name: 'Payments',
        exclusive: true,
        needs: [
          { kind: 'slackConnection', properties: {} },
          { kind: 'dockerRegistry', properties: { url: 'https://registry.example.com' } },
        ],
        connections: [
          {
            call: 1,
            key: 'registry',
            kind: 'dockerRegistry',
            properties: {
              name: 'Registry',
              url: 'https://registry.example.com',
              userName: 'ci',
              password: { secret: 'file', path: '/run/secrets/registry' },
            },
          },
        ],
        projects: [{ call: 2, id: 'Cards', exclusive: false, needs: [], connections: [], projects: [] }],
      },
    ],
  },
};

describe('loading a program', () => {
  it('gives what it declares', async () => {
    const loaded = await loadFiles(files);
    expect({ ...loaded, withTypes: await loaded.withTypes }).toEqual({
      declared,
      judge: loaded.judge,
      diagnostics: [],
      withTypes: [],
      output: [],
      program: expect.anything(),
    });
    expect(loaded.program.sourceOf('registry.ts')).toBe(registry);
    expect(loaded.program.sourceOf('../registry.ts')).toBeUndefined();
  });

  it('gives the same each time, also through a link to the folder', async () => {
    const folder = writeFiles(files);
    symlinkSync(join(folder, 'stack'), join(folder, 'linked'));
    const straight = await loadWithTypes({ stackFile: join(folder, 'stack/plugboard.ts'), inputs: {} });
    const linked = await loadWithTypes({ stackFile: join(folder, 'linked/plugboard.ts'), inputs: {} });
    expect(JSON.stringify(linked.declared)).toBe(JSON.stringify(straight.declared));
    expect(linked.diagnostics).toEqual([]);
  });

  it('gives a function the inputs', async () => {
    const stage = `import { root } from 'plugboard';
export default (inputs: { stage: 'staging' | 'production' }) => root({ stack: inputs.stage });`;
    const { declared: found, diagnostics } = await loadFiles(stage, { inputs: { stage: 'staging' } });
    expect([found?.stack, diagnostics]).toEqual(['staging', []]);
    const { diagnostics: missing } = await loadFiles(stage);
    expect(missing).toEqual([
      {
        code: 'PB110',
        severity: 'error',
        title: 'wrong program input',
        message: 'Input `stage` was not given.',
        span: { file: 'plugboard.ts', line: 2, column: 79, endLine: 2, endColumn: 85 },
        hint: "Give it: `--input stage=...`. For one that may be left out, ask `'stage' in inputs` first.",
      },
    ]);
  });

  it('wants no inputs for a program that takes none', async () => {
    const messages = await messagesFor("import { root } from 'plugboard';\nexport default root({ stack: 'a' });", {
      inputs: { stage: 'x' },
    });
    expect(messages).toEqual(['PB110 plugboard.ts:2:1 Input `stage` was given, but the program takes none.']);
  });

  it('marks what is not data, so that nothing is lost on the way', async () => {
    const { declared: found } = await loadFiles(`import { githubConnection, root } from 'plugboard';
const odd = { f: () => 1, n: NaN, m: new Map(), list: [undefined, 1n, Symbol('x')], none: undefined, __proto__: null };
export default root({ stack: 'a', connections: { odd: githubConnection(odd as any) } });`);
    expect(found?.root.connections[0]?.properties).toEqual({
      f: { $unsupported: 'function' },
      n: { $unsupported: 'NaN' },
      m: { $unsupported: 'Map' },
      list: [{ $unsupported: 'undefined' }, { $unsupported: 'bigint' }, { $unsupported: 'symbol' }],
    });
  });

  it.each([
    ['new Odd()', { $unsupported: 'Odd' }],
    ['[new Odd()]', [{ $unsupported: 'Odd' }]],
    ["{ secret: 'env', name: new Odd() }", { secret: 'env', name: { $unsupported: 'Odd' } }],
    ["secret.command(['a', new Odd() as any])", { secret: 'command', command: ['a', { $unsupported: 'Odd' }] }],
    ['{ a: { b: [{ c: new Odd() }] } }', { a: { b: [{ c: { $unsupported: 'Odd' } }] } }],
    ['new Date(0)', { $unsupported: 'Date' }],
    ['new Uint8Array(1)', { $unsupported: 'Uint8Array' }],
    ["new String('x')", { $unsupported: 'String' }],
    ['{ toJSON: () => 1 }', { toJSON: { $unsupported: 'function' } }],
    ["{ [Symbol('x')]: 1, y: Symbol('x') }", { y: { $unsupported: 'symbol' } }],
    ["{ get a() { return 'b'; } }", { a: 'b' }],
    ["new Proxy({ a: 'b' }, {})", { a: 'b' }],
    ["{ __proto__: null, a: 'b', c: undefined }", { a: 'b' }],
    ['[1, , -0]', [1, { $unsupported: 'undefined' }, -0]],
    ["githubConnection({ displayName: () => 'x' } as any)", { call: 1 }],
  ])('has what it can of %s', async (expression, value) => {
    const { declared: found } = await loadFiles(`import { githubConnection, root, secret } from 'plugboard';
class Odd { secret = 'env'; name = 'X'; }
const displayName: any = ${expression};
export default root({ stack: 'a', connections: { odd: githubConnection({ displayName } as any) } });
export { Odd, secret };`);
    expect(found?.root.connections[0]?.properties).toStrictEqual({ displayName: value });
  });

  it('takes declarations from installed packages, which use the same `plugboard`', async () => {
    const { declared: found, diagnostics } = await loadFiles({
      'stack/plugboard.ts': `import { root } from 'plugboard';
import { standard } from '@acme/connections';
export default root({ stack: 'a', connections: standard() });`,
      'node_modules/@acme/connections/package.json': '{ "name": "@acme/connections", "exports": "./index.js" }',
      'node_modules/@acme/connections/index.d.ts':
        "import type { Connection } from 'plugboard';\nexport function standard(): Record<string, Connection>;",
      'node_modules/@acme/connections/index.js':
        "import { custom } from './lib/custom';\nexport const standard = () => ({ npm: custom('x') });",
      'node_modules/@acme/connections/lib/custom.js':
        "const { npmRegistry } = require('plugboard');\nexports.custom = (displayName) => npmRegistry({ displayName });",
    });
    expect([found?.root.connections[0]?.kind, diagnostics]).toEqual(['npmRegistry', []]);
  });

  it('collects what the program writes with `console`, made printable', async () => {
    const { output, diagnostics } = await loadFiles(`import { root } from 'plugboard';
console.log('one', { two: 3 });
console.error('\\u001b[31mred\\u001b[0m');
for (let i = 0; i < 2000; i += 1) console.info('line');
export default root({ stack: 'a' });`);
    expect(output.slice(0, 3)).toEqual(['one {"two":3}', '[31mred[0m', 'line']);
    expect([output.length, diagnostics]).toEqual([1000, []]);
  });
});
