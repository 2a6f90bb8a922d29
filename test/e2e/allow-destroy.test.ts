import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from 'plugboard/sandbox';
import { expect, it, onTestFinished } from 'vitest';
import { type CommandResult, runCommand } from '../cli/run-command.ts';
import { dataDirectory } from '../data-directory.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const program = (count: number): string => `
import { dockerRegistry, root } from 'plugboard';
const names = Array.from({ length: ${count} }, (_, index) => 'r' + index);
export default root({
  stack: 'acme',
  connections: Object.fromEntries(names.map((name) => [name, dockerRegistry({ name })])),
});
`;

it('a plan that destroys most of a stack is applied only with the number, or as it was reviewed', async () => {
  const server = await startServer({ dataDirectory: dataDirectory({ _Root: { features: [] } }) });
  onTestFinished(() => server.close());
  const folder = temporaryFolder({ 'plugboard.ts': program(8) });
  const environment = { TEAMCITY_URL: server.url, TEAMCITY_TOKEN: server.tokens.edit };
  const run = (argv: string): Promise<CommandResult> =>
    runCommand(argv.split(' '), { workingDirectory: folder, environment });
  const declare = (count: number): void => writeFileSync(join(folder, 'plugboard.ts'), program(count));
  expect(await run('apply --auto-approve')).toMatchObject({ code: 0 });

  declare(1);
  const writes = (): number => server.requests.filter(({ method }) => method !== 'GET').length;
  const before = writes();
  for (const [argv, code] of [
    ['plan', 1],
    ['plan -o plan.json', 1],
    ['apply --auto-approve', 1],
    ['apply --auto-approve --allow-destroy=6', 1],
    ['apply --auto-approve --allow-destroy=many', 3],
  ] as const) {
    expect((await run(argv)).code).toBe(code);
  }
  expect((await run('apply --auto-approve')).err).toContain('If it is meant, run with `--allow-destroy=7`.');
  expect(writes()).toBe(before);

  expect(await run('plan -o plan.json --allow-destroy=7')).toMatchObject({ code: 0 });
  const applied = await run('apply plan.json');
  expect(applied.out).toContain('Apply complete! Resources: 0 added, 0 changed, 7 destroyed.');
  expect(applied.out).toContain('Read back: the server is as declared.');

  declare(8);
  await run('apply --auto-approve');
  declare(1);
  expect((await run('apply --auto-approve --allow-destroy=7')).out).toContain('7 destroyed');
});
