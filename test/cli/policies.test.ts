import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { writeFiles } from '../load/program-folder.ts';
import { runCommand } from './run-command.ts';

const data = fileURLToPath(new URL('../../fixtures/data/acme', import.meta.url));

const program = `import { dockerRegistry, policy, root } from 'plugboard';
const few = policy('few', {
  plan: ({ changes }, report) => {
    for (const { address } of changes) report.error(address, 'Not today.', { property: 'name', hint: 'Wait.' });
  },
});
export default root({ stack: 'new', policies: [few], connections: { hub: dockerRegistry({ name: 'A hub' }) } });
`;

describe('a policy over the plan', () => {
  it('stops plan, shows where, and is in every form like any other message', async () => {
    const folder = writeFiles({ 'plugboard.ts': program });
    const plan = (...argv: readonly string[]) =>
      runCommand(['plan', '--data-dir', data, ...argv], { workingDirectory: folder });
    const text = await plan('-o', 'never.json');
    expect(text.code).toBe(1);
    expect(text.out).toContain('Plan: 1 to add');
    expect(text.err).toBe(`error[PB330]: policy is not met
  --> plugboard.ts:7:97
   |
 7 | export default root({ stack: 'new', policies: [few], connections: { hub: dockerRegistry({ name: 'A hub' }) } });
   |                                                                                                 ^^^^^^^
   |
   = \`_Root/hub\`, policy \`few\`: Not today.
   = hint: Wait.

1 error.
`);
    const json = JSON.parse((await plan('--format', 'json')).out);
    expect(json).toMatchObject({ errored: true, diagnostics: [{ code: 'PB330', severity: 'error' }] });
    expect((await plan('--format', 'markdown')).out).toContain('policy `few`');
    const sarif = JSON.parse((await plan('--format', 'sarif')).out);
    expect(sarif.runs[0].results).toMatchObject([{ ruleId: 'PB330', level: 'error' }]);
  });

  it('is no matter to check', async () => {
    const folder = writeFiles({ 'plugboard.ts': program });
    expect(await runCommand(['check'], { workingDirectory: folder })).toMatchObject({ code: 0, err: '' });
  });
});
