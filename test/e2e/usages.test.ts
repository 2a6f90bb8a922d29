/** Before a connection is destroyed, whoever still points at its id is named. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningServer, startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CommandResult, runCommand } from '../cli/run-command.ts';
import { buildConfigText, vcsRootText } from '../settings-files.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const projectConfig = `<project><name>Payments</name><project-extensions>
  <extension id="E1" type="OAuthProvider"><parameters>
    <param name="displayName" value="Registry" /><param name="providerType" value="Docker" />
    <param name="secure:userPass" value="credentialsJSON:1" />
  </parameters></extension>
  <extension id="L1" type="plugboard"><parameters>
    <param name="connection:registry" value="{&quot;kind&quot;:&quot;dockerRegistry&quot;,&quot;id&quot;:&quot;E1&quot;}" />
    <param name="format" value="1" /><param name="project" value="Payments" /><param name="stack" value="acme" />
  </parameters></extension>
</project-extensions></project>`;

const feature = { id: 'docker', type: 'DockerSupport', login2registry: 'E1' };
const files = {
  'config/projects/_Root/project-config.xml': '<project><name>Root</name></project>',
  'config/projects/Payments/project-config.xml': projectConfig,
  'config/projects/Payments/buildTypes/Payments_Build.xml': buildConfigText('build-type', [feature]),
  'config/projects/Below/project-config.xml': '<project parent-id="Payments"><name>Below</name></project>',
  'config/projects/Below/vcsRoots/Below_Main.xml': vcsRootText({ oauthProviderId: 'E1' }),
};

const nothing =
  "import { project, root } from 'plugboard'; export default root({ stack: 'acme', projects: [project('Payments')] });";
const kept = `import { dockerRegistry, project, root, secret } from 'plugboard';
export default root({ stack: 'acme', projects: [project('Payments', {
  connections: { registry: dockerRegistry({ name: 'Registry', password: secret.keep() }) } })] });`;

async function site(program: string): Promise<{
  readonly server: RunningServer;
  readonly data: string;
  readonly folder: string;
  readonly run: (...argv: readonly string[]) => Promise<CommandResult>;
}> {
  const data = temporaryFolder(files);
  const server = await startServer({ dataDirectory: data });
  onTestFinished(() => server.close());
  const folder = temporaryFolder({ 'plugboard.ts': program });
  const environment = { TEAMCITY_URL: server.url, TEAMCITY_TOKEN: server.tokens.edit };
  return { server, data, folder, run: (...argv) => runCommand(argv, { workingDirectory: folder, environment }) };
}

const used = '  # still used by build configuration Payments_Build, VCS root Below_Main\n';
const lost = '  # lost for good: password, which only the server knows\n';

describe('a plan that destroys a connection', () => {
  it('lists who still points at it, and the secrets that go, over REST and over files', async () => {
    const { run, data, server } = await site(nothing);
    for (const more of [[], ['--data-dir', data]]) {
      const { code, out } = await run('plan', ...more);
      expect(code).toBe(0);
      expect(out).toContain('  # Payments/registry will be destroyed\n  # (because it is no longer declared)\n');
      expect(out).toContain(`${used}${lost}  - dockerRegistry "Registry" {`);
    }
    expect(new Set(server.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
  });

  it('says all of it as JSON, without a secret', async () => {
    const { run } = await site(nothing);
    const { out } = await run('plan', '--format', 'json');
    expect(JSON.parse(out).resource_changes[0]).toMatchObject({
      used_by: [
        { by: 'build-configuration', project: 'Payments', id: 'Payments_Build', property: 'login2registry' },
        { by: 'vcs-root', project: 'Below', id: 'Below_Main', property: 'oauthProviderId' },
      ],
      lost_secrets: ['password'],
    });
    expect(out).not.toContain('credentialsJSON');
  });

  it('says that a snapshot does not know', async () => {
    const { run, folder } = await site(nothing);
    await run('snapshot', '-o', 'live.json');
    const { code, out } = await run('plan', '--snapshot', join(folder, 'live.json'));
    expect(code).toBe(0);
    expect(out).toContain('  # a snapshot does not say what points at its id\n');
    expect(
      JSON.parse((await run('plan', '--snapshot', join(folder, 'live.json'), '--format', 'json')).out),
    ).toMatchObject({
      resource_changes: [{ used_by: null }],
    });
  });

  it('is applied as it was reviewed, also where somebody has begun to use the connection since', async () => {
    const { run, data, folder } = await site(nothing);
    expect(await run('plan', '-o', 'plan.json')).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')).plugboard.plan.changes[0].usedBy).toHaveLength(
      2,
    );
    const more = join(data, 'config/projects/Payments/vcsRoots');
    mkdirSync(more);
    writeFileSync(join(more, 'Payments_Main.xml'), vcsRootText({ oauthProviderId: 'E1' }));
    expect((await run('plan')).out).toContain('VCS roots Below_Main, Payments_Main');
    expect((await run('apply', 'plan.json')).out).toContain('1 destroyed');
    expect(readFileSync(join(data, 'config/projects/Payments/project-config.xml'), 'utf8')).not.toContain('E1');
  });
});

describe('a plan that destroys nothing', () => {
  it('asks nobody who uses what', async () => {
    const { run, server } = await site(kept);
    expect((await run('plan')).code).toBe(0);
    expect(server.requests.map(({ path }) => path.split('?')[0])).toEqual(['/app/rest/projects']);
  });
});
