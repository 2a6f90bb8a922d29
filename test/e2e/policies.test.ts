import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from 'plugboard/sandbox';
import { expect, it, onTestFinished } from 'vitest';
import { type CommandResult, runCommand } from '../cli/run-command.ts';
import { dataDirectory } from '../data-directory.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const program = (url: string, policies: string): string => `
import { dockerRegistry, policy, root } from 'plugboard';
const frozen = policy('frozen', {
  plan: ({ changes }, report) => {
    for (const { address, action } of changes) if (action === 'update') report.error(address, 'Nothing changes now.');
  },
});
export default root({
  stack: 'acme',
  policies: [${policies}],
  connections: { hub: dockerRegistry({ name: 'Hub', url: '${url}' }) },
});
`;

it('a policy over the plan keeps apply from writing, also of a plan that was saved without it', async () => {
  const server = await startServer({ dataDirectory: dataDirectory({ _Root: { features: [] } }) });
  onTestFinished(() => server.close());
  const folder = temporaryFolder({ 'plugboard.ts': program('https://old.example.com', 'frozen') });
  const environment = { TEAMCITY_URL: server.url, TEAMCITY_TOKEN: server.tokens.edit };
  const run = (argv: string): Promise<CommandResult> =>
    runCommand(argv.split(' '), { workingDirectory: folder, environment });
  const declare = (policies: string): void =>
    writeFileSync(join(folder, 'plugboard.ts'), program('https://new.example.com', policies));
  expect(await run('apply --auto-approve')).toMatchObject({ code: 0 });

  const writes = (): number => server.requests.filter(({ method }) => method !== 'GET').length;
  const before = writes();
  declare('');
  expect(await run('plan -o plan.json')).toMatchObject({ code: 0 });
  declare('frozen');
  for (const argv of ['plan', 'apply --auto-approve', 'apply plan.json']) {
    const { code, err } = await run(argv);
    expect(code).toBe(1);
    expect(err).toContain('`_Root/hub`, policy `frozen`: Nothing changes now.');
  }
  expect(writes()).toBe(before);

  declare('');
  expect(await run('apply plan.json')).toMatchObject({ code: 0 });
});
