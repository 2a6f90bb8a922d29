/** The same question of a server and of its files: who points at which connection. */
import { startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fileUsageReader } from '../../compiler/live/file-usage-reader.ts';
import { restUsageReader } from '../../compiler/live/rest-usage-reader.ts';
import type { UsageReader } from '../../compiler/live/usage-reader.ts';
import { failureLines } from '../failure-of.ts';
import { buildConfigText, vcsRootText } from '../settings-files.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const project = (parent: string | undefined, extensions = ''): string =>
  `<project${parent === undefined ? '' : ` parent-id="${parent}"`}><name>P</name>${extensions}</project>`;

const storage =
  '<project-extensions><extension id="E7" type="storage_settings"><parameters><param name="awsConnectionId" value="aws" /></parameters></extension>' +
  '<extension id="E8" type="OAuthProvider"><parameters><param name="connectionId" value="E8" /></parameters></extension></project-extensions>';

const files = {
  'config/projects/_Root/project-config.xml': project(undefined),
  'config/projects/_Root/buildTypes/Shared.xml': buildConfigText('template', [
    { id: 'npm', type: 'NpmConnectionBuildFeature', connectionId: 'npm' },
    { id: 'docker', type: 'DockerSupport', login2registry: 'hub' },
  ]),
  'config/projects/Payments/project-config.xml': project('_Root', storage),
  'config/projects/Payments/buildTypes/Payments_Build.xml': buildConfigText(
    'build-type',
    [
      { id: 'docker', type: 'DockerSupport', login2registry: 'hub, ecr' },
      {
        id: 'slack',
        type: 'notifications',
        'plugin:notificator:jbSlackNotifier:connection': 'slack',
      },
      { id: 'status', type: 'commit-status-publisher', tokenId: 'tc_token_id:CID_0123:1:x', connectionId: '' },
      { id: 'perf', type: 'perfmon' },
    ],
    'Shared',
  ),
  'config/projects/Payments_Api/project-config.xml': project('Payments'),
  'config/projects/Payments_Api/vcsRoots/Payments_Api_Main.xml': vcsRootText({
    url: 'https://example.com',
    oauthProviderId: 'github',
    tokenId: 'tc_token_id:11111111-2222-3333-4444-555555555555-PROJECT_EXT_6:-1:99',
    'secure:password': 'credentialsJSON:1',
  }),
  'config/projects/Other/project-config.xml': project('_Root'),
  'config/projects/Other/vcsRoots/Other_Main.xml': vcsRootText({ oauthProviderId: 'github' }),
};

const inPayments = [
  'build-configuration Payments/Payments_Build "The build" DockerSupport: login2registry -> hub',
  'build-configuration Payments/Payments_Build "The build" DockerSupport: login2registry -> ecr',
  'build-configuration Payments/Payments_Build "The build" notifications: plugin:notificator:jbSlackNotifier:connection -> slack',
  'build-configuration Payments/Payments_Build "The build" NpmConnectionBuildFeature: connectionId -> npm',
  'vcs-root Payments_Api/Payments_Api_Main "The root" jetbrains.git: oauthProviderId -> github',
  'vcs-root Payments_Api/Payments_Api_Main "The root" jetbrains.git: tokenId -> PROJECT_EXT_6',
  'project-feature Payments/E7 "storage_settings" storage_settings: awsConnectionId -> aws',
];
const elsewhere = [
  'template _Root/Shared "The build" NpmConnectionBuildFeature: connectionId -> npm',
  'template _Root/Shared "The build" DockerSupport: login2registry -> hub',
  'vcs-root Other/Other_Main "The root" jetbrains.git: oauthProviderId -> github',
];

async function found(reader: UsageReader, ...projects: readonly string[]): Promise<readonly string[]> {
  const usages = await reader.readUsages(projects);
  return usages.map(
    ({ by, project: home, id, name, type, property, connection }) =>
      `${by} ${home}/${id} "${name}" ${type}: ${property} -> ${connection}`,
  );
}

const sorted = (lines: readonly string[]): readonly string[] => [...lines].sort();

describe.each(['a server', 'its files'] as const)('%s', (source) => {
  async function reader(): Promise<{ readonly usages: UsageReader; readonly requests: () => readonly string[] }> {
    const dataDirectory = temporaryFolder(files);
    if (source === 'its files') return { usages: fileUsageReader(dataDirectory), requests: () => [] };
    const server = await startServer({ dataDirectory, pageSize: 1 });
    onTestFinished(() => server.close());
    return {
      usages: restUsageReader({ url: server.url, token: server.tokens.read }),
      requests: () => server.requests.map(({ method }) => method),
    };
  }

  it('says what points at connections from a project and those below it, and from nowhere else', async () => {
    const { usages, requests } = await reader();
    expect(sorted(await found(usages, 'Payments'))).toEqual(sorted(inPayments));
    expect([...new Set(requests())]).toEqual(source === 'its files' ? [] : ['GET']);
  });

  it('says it of all projects where the root is asked', async () => {
    const { usages } = await reader();
    expect(sorted(await found(usages, '_Root'))).toEqual(sorted([...inPayments, ...elsewhere]));
  });

  it('says it of several projects', async () => {
    const { usages } = await reader();
    expect(sorted(await found(usages, 'Other', 'Payments_Api'))).toEqual(
      sorted([...inPayments.slice(4, 6), ...elsewhere.slice(2)]),
    );
  });
});

describe('a reader of usages', () => {
  it('fails where the token may not view the settings, instead of finding nothing', async () => {
    const server = await startServer({ dataDirectory: temporaryFolder(files) });
    onTestFinished(() => server.close());
    const { readUsages } = restUsageReader({ url: server.url, token: server.tokens.view });
    expect(await failureLines(() => readUsages(['Payments']))).toEqual([
      'PB404 The access token may not view the settings of `Payments`.',
    ]);
  });

  it('names every file that cannot be read', async () => {
    const path = temporaryFolder({
      ...files,
      'config/projects/Payments/buildTypes/Bad.xml': '<project />',
      'config/projects/Payments/vcsRoots/Bad.xml': '<vcs-root>',
    });
    expect(await failureLines(() => fileUsageReader(path).readUsages(['_Root']))).toEqual([
      'PB409 `config/projects/Payments/buildTypes/Bad.xml` is not a TeamCity settings file: This is not the configuration of a build: its root element is <project>, not <build-type> or <template>. (line 1, column 1).',
      expect.stringMatching(/^PB409 `config\/projects\/Payments\/vcsRoots\/Bad\.xml` is not a TeamCity settings file:/),
    ]);
  });
});
