import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningServer, startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { applyPlan } from '../../compiler/apply/apply.ts';
import { restWriter } from '../../compiler/apply/rest-writer.ts';
import { flatten } from '../../compiler/flatten/flatten.ts';
import { restReader } from '../../compiler/live/rest-reader.ts';
import type { ChangeResult, DeclaredConnection, Manifest, Outcome } from '../../compiler/model.ts';
import { planChanges } from '../../compiler/plan/plan.ts';
import { resolveSecrets } from '../../compiler/secrets/resolve.ts';
import { secretSources } from '../../compiler/secrets/sources.ts';
import { dataDirectory, type FeatureOnDisk } from '../data-directory.ts';
import { declaredAws, declaredAwsRole, declaredProject, declaredRegistry, declaredStack } from '../declared.ts';

interface Site {
  readonly server: RunningServer;
  readonly apply: (manifest: Manifest, token?: string) => Promise<Outcome>;
  /** What a plan would still do. */
  readonly left: (manifest: Manifest) => Promise<readonly string[]>;
  readonly file: (project: string) => string;
}

async function site(features: readonly FeatureOnDisk[] = []): Promise<Site> {
  const data = dataDirectory({ _Root: { features: [] }, Payments: { features } });
  const server = await startServer({ dataDirectory: data });
  onTestFinished(() => server.close());
  const reader = restReader({ url: server.url, token: server.tokens.read });
  const { readLive } = reader;
  return {
    server,
    file: (project) => readFileSync(join(data, 'config/projects', project, 'project-config.xml'), 'utf8'),
    left: async (manifest) => planChanges(manifest, await readLive()).plan.changes.map(({ action }) => action),
    apply: async (manifest, token = server.tokens.edit) => {
      const live = await readLive();
      const { plan, diagnostics } = planChanges(manifest, live, { allowReplace: true });
      expect(diagnostics).toEqual([]);
      const secrets = await resolveSecrets(
        plan.changes,
        secretSources({ environment: { PASSWORD: 'canary-1' }, folder: '/' }),
      );
      const writer = restWriter({ url: server.url, token });
      const patience = { tries: 1, wait: async (): Promise<void> => undefined };
      return applyPlan(plan, { writer, reader, live, secrets, concurrency: 4, patience, onResult: () => undefined });
    },
  };
}

const manifestOf = (...connections: readonly DeclaredConnection[]): Manifest =>
  flatten(declaredStack([declaredProject('Payments', { connections })]));

const password = { secret: 'env', name: 'PASSWORD' } as const;
const withPassword = declaredRegistry('registry', {
  properties: { name: 'Registry', url: 'https://registry.example.com', password },
});

const statuses = ({ results }: Outcome): readonly ChangeResult['status'][] => results.map(({ status }) => status);

describe('apply', () => {
  it('creates a connection with its secret, and nothing is left to do', async () => {
    const { apply, left, server, file } = await site();
    const manifest = manifestOf(withPassword);
    expect(statuses(await apply(manifest))).toEqual(['done']);
    expect(await left(manifest)).toEqual([]);
    expect(server.receivedSecrets().map(({ value }) => value)).toEqual(['canary-1']);
    expect(file('Payments')).not.toContain('canary-1');
  });

  it('writes the intent before the connection and the id after it', async () => {
    const { apply, server } = await site();
    await apply(manifestOf(withPassword));
    const writes = server.requests.filter(({ method }) => method !== 'GET');
    expect(writes.map(({ method, path }) => `${method} ${path.replace(/EXT_\d+/g, 'EXT_N').split('?')[0]}`)).toEqual([
      'POST /app/rest/projects/id:Payments/projectFeatures',
      'POST /app/rest/projects/id:Payments/projectFeatures',
      'PUT /app/rest/projects/id:Payments/projectFeatures/id:PROJECT_EXT_N/properties/connection%3Aregistry',
    ]);
  });

  it('changes only the properties that differ, one by one, and keeps the id and the secret', async () => {
    const before = {
      id: 'PROJECT_EXT_7',
      provider: 'Docker',
      displayName: 'Old name',
      repositoryUrl: 'https://registry.example.com',
      'secure:userPass': 'credentialsJSON:1',
      extra: 'kept',
    };
    const { apply, left, server, file } = await site([before]);
    const manifest = manifestOf({ ...withPassword, adopt: 'PROJECT_EXT_7' });
    expect(statuses(await apply(manifest))).toEqual(['done']);
    expect(await left(manifest)).toEqual([]);
    const writes = server.requests
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path.split('/').at(-1)}`);
    expect(writes).toEqual(['POST projectFeatures?fields=id', 'PUT displayName', 'PUT connection%3Aregistry']);
    expect(server.receivedSecrets()).toEqual([]);
    expect(file('Payments')).toContain('<param name="secure:userPass" value="credentialsJSON:1" />');
    expect(file('Payments')).toContain('<param name="extra" value="kept" />');
  });

  it('deletes what it owns and nothing else, and its ledger with the last entry', async () => {
    const byHand = { id: 'PROJECT_EXT_7', provider: 'Docker', displayName: 'By hand' };
    const { apply, left, file } = await site([byHand]);
    const before = file('Payments');
    await apply(manifestOf(withPassword));
    expect(statuses(await apply(manifestOf()))).toEqual(['done']);
    expect(await left(manifestOf())).toEqual([]);
    expect(file('Payments')).toBe(before);
  });

  it('moves a connection to another key without touching it', async () => {
    const { apply, left, server } = await site();
    await apply(manifestOf(withPassword));
    const renamed = manifestOf({ ...withPassword, key: 'renamed', formerly: 'registry' });
    const count = server.requests.length;
    expect(statuses(await apply(renamed))).toEqual(['done']);
    expect(await left(renamed)).toEqual([]);
    const touched = server.requests.slice(count).filter(({ method }) => method !== 'GET');
    expect(touched.map(({ path }) => decodeURIComponent(path.split('/').at(-1) ?? ''))).toEqual([
      'connection:renamed',
      'connection:registry',
    ]);
  });

  it('replaces a connection whose kind changed', async () => {
    const { apply, left } = await site();
    await apply(manifestOf(withPassword));
    const npm = manifestOf({
      ...withPassword,
      kind: 'npmRegistry',
      properties: { name: 'npm', url: 'https://npm.example.com' },
    });
    expect(statuses(await apply(npm))).toEqual(['done']);
    expect(await left(npm)).toEqual([]);
  });

  it('gives a connection the id that another one got a moment before, in another project', async () => {
    const { apply, left, file } = await site();
    const base = declaredAws('base');
    const below = declaredProject('Payments', { connections: [declaredAwsRole('role', { call: base.call })] });
    const manifest = flatten(declaredStack([below], { connections: [base] }));
    const { results } = await apply(manifest);
    expect(results.map(({ status }) => status)).toEqual(['done', 'done']);
    const [id] = results.map((result) => (result.status === 'done' ? result.featureId : undefined));
    expect(file('Payments')).toContain(`<param name="awsConnectionId" value="${id}" />`);
    expect(await left(manifest)).toEqual([]);
    const without = flatten(declaredStack([declaredProject('Payments')]));
    expect(statuses(await apply(without))).toEqual(['done', 'done']);
    expect(await left(without)).toEqual([]);
  });

  it('takes over a connection whose secret is to be kept, and sends nothing', async () => {
    const before = {
      id: 'PROJECT_EXT_7',
      provider: 'Docker',
      displayName: 'Registry',
      repositoryUrl: 'https://registry.example.com',
      'secure:userPass': 'credentialsJSON:1',
    };
    const { apply, left, server, file } = await site([before]);
    const keeping = { ...withPassword.properties, password: { secret: 'keep' } };
    const manifest = manifestOf({ ...withPassword, properties: keeping, adopt: 'PROJECT_EXT_7' });
    expect(statuses(await apply(manifest))).toEqual(['done']);
    expect(await left(manifest)).toEqual([]);
    expect(server.receivedSecrets()).toEqual([]);
    expect(file('Payments')).toContain('<param name="secure:userPass" value="credentialsJSON:1" />');
  });

  it('creates projects parents first, and what is in them after that', async () => {
    const { apply, left } = await site();
    const below = declaredProject('Below', { connections: [withPassword] });
    const manifest = flatten(declaredStack([declaredProject('Above', { name: 'Above & beyond', projects: [below] })]));
    expect(statuses(await apply(manifest))).toEqual(['done', 'done', 'done']);
    expect(await left(manifest)).toEqual([]);
  });

  it('says what failed and does not try what depends on it', async () => {
    const { apply, server } = await site();
    const below = declaredProject('Below', { connections: [withPassword] });
    const manifest = flatten(declaredStack([declaredProject('Above', { projects: [below] })]));
    const { results } = await apply(manifest, server.tokens.read);
    expect(results.map((result) => [result.status, 'reason' in result ? result.reason : ''])).toEqual([
      ['failed', expect.stringMatching(/^The access token lacks the permission for `POST \/app\/rest\/projects`\./)],
      ['not-tried', 'its parent `Above` could not be created'],
      ['not-tried', 'project `Below` could not be created'],
    ]);
  });
});

describe('a connection that the server refuses', () => {
  it('leaves no intent that would later claim what somebody else makes', async () => {
    const { apply, file } = await site();
    const before = file('Payments');
    const unwritable = declaredRegistry('bad', {
      properties: { name: 'Bad \u0001 name', url: 'https://registry.example.com' },
    });
    expect(statuses(await apply(manifestOf(unwritable)))).toEqual(['failed']);
    expect(file('Payments')).toBe(before);
  });
});
