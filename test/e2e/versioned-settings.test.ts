import { startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CommandResult, runCommand } from '../cli/run-command.ts';
import { dataDirectory, type FeatureOnDisk } from '../data-directory.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const program = `
import { dockerRegistry, project, root } from 'plugboard';
export default root({
  stack: 'acme',
  projects: [project('Payments', { connections: { registry: dockerRegistry({ name: 'Registry' }) } })],
});
`;

async function site(settings: FeatureOnDisk): Promise<{
  readonly data: string;
  readonly run: (argv: string) => Promise<CommandResult>;
  readonly writes: () => number;
}> {
  const data = dataDirectory({ _Root: { features: [settings] }, Payments: { features: [] } });
  const server = await startServer({ dataDirectory: data });
  onTestFinished(() => server.close());
  const folder = temporaryFolder({ 'plugboard.ts': program });
  const environment = { TEAMCITY_URL: server.url, TEAMCITY_TOKEN: server.tokens.edit };
  return {
    data,
    run: (argv) => runCommand(argv.split(' '), { workingDirectory: folder, environment }),
    writes: () => server.requests.filter(({ method }) => method !== 'GET').length,
  };
}

const settings = { id: 'V', type: 'versionedSettings', enabled: 'true', rootId: 'Settings', format: 'kotlin' };

describe('versioned settings', () => {
  it('that the repository alone may change stop plan and apply, over REST and over files', async () => {
    const { data, run, writes } = await site({ ...settings, twoWaySynchronization: 'false' });
    for (const argv of ['plan', 'apply --auto-approve', `plan --data-dir ${data}`]) {
      const { code, err } = await run(argv);
      expect(code).toBe(1);
      expect(err).toContain('error[PB514]: versioned settings own the project');
    }
    expect(writes()).toBe(0);
  });

  it('that are kept in step are said, and stop nothing', async () => {
    const { run } = await site(settings);
    const { code, err, out } = await run('apply --auto-approve');
    expect(code).toBe(0);
    expect(err).toContain('warning[PB519]: change goes into versioned settings');
    expect(out).toContain('Read back: the server is as declared.');
    expect(await run('plan')).toMatchObject({ code: 0, err: '' });
  });

  it('that are disabled in the root are nobody’s business', async () => {
    const { run } = await site({ ...settings, enabled: 'false', twoWaySynchronization: 'false' });
    expect(await run('plan')).toMatchObject({ code: 0, err: '' });
  });
});
