import { describe, expect, it } from 'vitest';
import { applyConnections } from '../../compiler/apply/apply-connections.ts';
import { haltOn } from '../../compiler/apply/halt.ts';
import type { RestWriter } from '../../compiler/apply/rest-writer.ts';
import type { ChangeResult, ConnectionChange, SentValue } from '../../compiler/model.ts';

const change = (
  address: string,
  dependsOn: readonly string[] = [],
  properties: Readonly<Record<string, SentValue>> = {},
): ConnectionChange => {
  const [project = '', key = ''] = address.split('/');
  return {
    target: 'connection',
    action: 'create',
    reason: 'declared',
    address,
    project,
    key,
    kind: 'awsConnection',
    providerType: 'AWS',
    displayName: key,
    properties: Object.entries({ name: key, ...properties }).map(([name, after]) => ({
      property: name,
      featureProperty: name,
      after,
      sensitive: false,
    })),
    unchanged: 0,
    dependsOn,
    entry: { kind: 'awsConnection' },
  };
};

/** What is sent, in order; creating what is named in `fails` ends in an error. */
async function apply(
  changes: readonly ConnectionChange[],
  { concurrency = 4, fails = [] as readonly string[] } = {},
): Promise<{ readonly sent: readonly string[]; readonly results: readonly string[] }> {
  const sent: string[] = [];
  const results: ChangeResult[] = [];
  const unexpected = async (): Promise<never> => {
    throw new Error('not expected');
  };
  const writer: RestWriter = {
    createProject: unexpected,
    renameProject: unexpected,
    findLedger: unexpected,
    deleteFeature: unexpected,
    setProperty: unexpected,
    removeProperty: unexpected,
    createFeature: async ({ project, properties: { name, ...properties } }) => {
      if (fails.includes(`${project}/${name}`)) throw new Error('refused');
      sent.push(`${project}/${name} ${JSON.stringify(properties)}`);
      return `id-of-${name}`;
    },
  };
  const nothing = async (): Promise<void> => undefined;
  await applyConnections(
    changes,
    () => ({
      ledger: { record: nothing, remove: nothing },
      entries: new Map(),
      known: new Set<string>(),
      isMissing: false,
    }),
    {
      writer,
      reader: { readFeatures: async () => [], readProject: async () => undefined },
      patience: { tries: 1, wait: nothing },
      concurrency,
      live: { source: { kind: 'server', url: '' }, projects: [] },
      secrets: { values: [], valueOf: () => '' },
      onResult: () => undefined,
    },
    haltOn(undefined),
    (result) => results.push(result),
  );
  return {
    sent,
    results: results.map((one) => `${one.change.target === 'connection' ? one.change.address : ''} ${one.status}`),
  };
}

const over = (address: string): Readonly<Record<string, SentValue>> => ({ over: { connection: address } });

describe('a change that depends on another', () => {
  it('waits for it in another project, and sends the id that the server gave', async () => {
    const changes = [
      change('A/slow'),
      change('A/base'),
      change('B/role', ['A/base'], over('A/base')),
      change('A/last', ['B/role'], over('B/role')),
    ];
    expect((await apply(changes)).sent).toEqual([
      'A/slow {}',
      'A/base {}',
      'B/role {"over":"id-of-base"}',
      'A/last {"over":"id-of-role"}',
    ]);
  });

  it('does not keep a place while it waits', async () => {
    const changes = [change('A/base'), change('B/role', ['A/base']), change('A/last', ['B/role'])];
    expect((await apply(changes, { concurrency: 1 })).results).toEqual(['A/base done', 'B/role done', 'A/last done']);
  });

  it('is not tried when the other one failed, and neither is what depends on it; the rest is', async () => {
    const changes = [
      change('A/base'),
      change('B/role', ['A/base'], over('A/base')),
      change('C/third', ['B/role'], over('B/role')),
      change('B/free'),
    ];
    expect((await apply(changes, { fails: ['A/base'] })).results.toSorted()).toEqual([
      'A/base failed',
      'B/free done',
      'B/role not-tried',
      'C/third not-tried',
    ]);
  });
});
