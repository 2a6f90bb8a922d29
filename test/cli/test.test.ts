import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Files, writeFiles } from '../load/program-folder.ts';
import { type CommandResult, runCommand } from './run-command.ts';

const top = fileURLToPath(new URL('../..', import.meta.url));

const program = `import { policy, root } from 'plugboard';
export const named = policy('named', {
  manifest: ({ connections }, report) => {
    for (const { address, displayName } of connections) if (displayName === 'x') report.error(address, 'No name.');
  },
});
export default root({ stack: 'acme', policies: [named] });
`;
const imports = `import { dockerRegistry, root } from 'plugboard';
import { expectEqual, findingsOf, test } from 'plugboard/testing';
import { named } from './plugboard.ts';
`;

const testFiles = (files: Files): Promise<CommandResult> =>
  runCommand(['test'], { workingDirectory: writeFiles({ 'plugboard.ts': program, ...files }) });

describe('plugboard test', () => {
  it('passes for the policies that ship as examples', async () => {
    const { code, out, err } = await runCommand(['test'], { workingDirectory: join(top, 'fixtures/stacks/policies') });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^few-projects|^policies\/few-projects-at-once\.policy-test\.ts\n {2}passed/);
    expect(out).toMatch(/\n8 tests: 8 passed\.\n$/);
  });

  it('shows where a test failed, and what differs', async () => {
    const body = `${imports}
test('finds it', () => {
  const stack = root({ stack: 'test', connections: { hub: dockerRegistry({ name: 'x' }) } });
  expectEqual(findingsOf(named, stack).map(({ address }) => address), ['_Root/other']);
});
test('does nothing', () => {});
`;
    const result = await testFiles({ 'named.policy-test.ts': body });
    expect(result).toEqual({
      code: 1,
      out: 'named.policy-test.ts\n  FAILED  finds it\n  passed  does nothing\n\n2 tests: 1 passed, 1 failed.\n',
      err: `error[PB131]: policy test failed
  --> named.policy-test.ts:7:3
   |
 7 |   expectEqual(findingsOf(named, stack).map(({ address }) => address), ['_Root/other']);
   |   ^^^^^^^^^^^
   |
   = \`finds it\`: It is not as wanted.
   = \`-\` is what was wanted, \`+\` what was found:
   =  [
   = -  "_Root/other"
   = +  "_Root/hub"
   =  ]

1 error.
`,
    });
  });

  it('says what is wrong with a test itself', async () => {
    const body = `${imports}
test('a stack that is none', () => void findingsOf(named, root({ stack: 'test', connections: { hub: dockerRegistry({ name: '' }) } })));
test('throws', () => { throw new TypeError('no'); });
test('waits', async () => {});
const wrong: number = 'x';
`;
    const { code, out, err } = await testFiles({ 'named.policy-test.ts': body });
    expect(code).toBe(1);
    expect(out).toContain('3 tests: 0 passed, 3 failed.');
    expect(err).toContain('The stack of the test is not valid. PB203: `name` of `_Root/hub`');
    expect(err).toContain('`throws`: TypeError: no');
    expect(err).toContain(
      '`waits`, in `named.policy-test.ts`: The test returns a promise, and nothing waits for that.',
    );
    expect(err).toContain('error[TS2322]');
  });

  it('goes on with the other files where one does not come to its end', async () => {
    const { code, out, err } = await testFiles({
      'a.policy-test.ts':
        "import { test } from 'plugboard/testing';\nthrow new Error('early');\ntest('never', () => {});",
      'teams/b.policy-test.ts': "import { test } from 'plugboard/testing';\ntest('fine', () => {});",
      'c.policy-test.ts': "import 'node:fs';\nexport {};",
      'node_modules/x/d.policy-test.ts': 'neither read nor run',
    });
    expect(code).toBe(1);
    expect(out).toBe(
      `a.policy-test.ts
  stopped  early.
c.policy-test.ts
  stopped  \`node:fs\` is part of Node.js, which a program does not have.
teams/b.policy-test.ts
  passed  fine

1 test: 1 passed, 2 files stopped.
`,
    );
    expect(err).toContain('error[PB133]: policy test cannot be run\n  --> a.policy-test.ts:2:11');
    expect(err).toContain('error[PB102]');
    expect(err).not.toContain('error[TS');
  });

  it('says so where there are none', async () => {
    const { code, out, err } = await testFiles({});
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('There is no file `*.policy-test.ts` in the folder of the stack.');
  });
});
