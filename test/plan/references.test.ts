import { describe, expect, it } from 'vitest';
import { flatten } from '../../compiler/flatten/flatten.ts';
import type { ConnectionChange, Live, LiveFeature } from '../../compiler/model.ts';
import { planChanges } from '../../compiler/plan/plan.ts';
import { planJson } from '../../compiler/render/plan-json.ts';
import { planText } from '../../compiler/render/plan-text.ts';
import { styleFor } from '../../compiler/render/style.ts';
import { declaredAws, declaredAwsRole, declaredProject, declaredStack } from '../declared.ts';
import { ledgerFeature, liveProject, liveState } from '../live-state.ts';

const base = declaredAws('base');
const role = declaredAwsRole('a-role', { call: base.call });
const payments = declaredProject('Payments', { connections: [role] });
const manifest = flatten(declaredStack([payments], { connections: [base] }));

const liveAws = (id: string, name: string, properties: Readonly<Record<string, string>> = {}): LiveFeature => ({
  id,
  type: 'OAuthProvider',
  properties: { displayName: name, providerType: 'AWS', awsCredentialsType: 'defaultProvider', ...properties },
  hidden: [],
});
const liveBase = liveAws('aws_1', 'AWS base');
const liveRole = (over: string): LiveFeature =>
  liveAws('aws_2', 'AWS a-role', {
    awsCredentialsType: 'awsAssumeIamRole',
    awsConnectionId: over,
    awsIamRoleArn: 'arn:aws:iam::123456789012:role/a',
  });
const entry = (id: string): { kind: string; id: string } => ({ kind: 'awsConnection', id });

function server(rootConnections: readonly LiveFeature[], own: readonly LiveFeature[]): Live {
  const ledgerOfRoot = ledgerFeature('L1', 'acme', '_Root', { base: entry('aws_1') });
  const ledger = ledgerFeature('L2', 'acme', 'Payments', { 'a-role': entry('aws_2') });
  return liveState([
    liveProject('_Root', { connections: rootConnections, ledgers: rootConnections.length > 0 ? [ledgerOfRoot] : [] }),
    liveProject('Payments', { connections: own, ledgers: own.length > 0 ? [ledger] : [] }),
  ]);
}

const changesOf = (live: Live, stack = manifest): readonly ConnectionChange[] =>
  planChanges(stack, live).plan.changes.filter((change) => change.target === 'connection');

const lines = (changes: readonly ConnectionChange[]): readonly string[] =>
  changes.map(({ action, address, properties, dependsOn = [] }) => {
    const reference = properties.find(({ featureProperty }) => featureProperty === 'awsConnectionId');
    const value = reference === undefined ? '' : ` ${reference.before} -> ${JSON.stringify(reference.after)}`;
    return `${action} ${address}${value}${dependsOn.length === 0 ? '' : ` after ${dependsOn.join(', ')}`}`;
  });

describe('a reference to another connection', () => {
  it('is known after apply where the other one is yet to be made, which comes first', () => {
    expect(lines(changesOf(server([], [])))).toEqual([
      'create _Root/base',
      'create Payments/a-role undefined -> {"connection":"_Root/base"} after _Root/base',
    ]);
  });

  it('comes after what it refers to within a project, too, whatever the keys', () => {
    const inner = declaredAws('z');
    const connections = [declaredAwsRole('a', { call: inner.call }), inner];
    const stack = flatten(declaredStack([declaredProject('Payments', { connections })]));
    expect(lines(changesOf(server([], []), stack))).toEqual([
      'create Payments/z',
      'create Payments/a undefined -> {"connection":"Payments/z"} after Payments/z',
    ]);
  });

  it('is compared by id where the other one is there', () => {
    expect(changesOf(server([liveBase], [liveRole('aws_1')]))).toEqual([]);
    expect(lines(changesOf(server([liveBase], [liveRole('aws_9')])))).toEqual([
      'update Payments/a-role aws_9 -> "aws_1"',
    ]);
    expect(lines(changesOf(server([liveBase], [])))).toEqual(['create Payments/a-role undefined -> "aws_1"']);
  });

  it('changes when the other one is made anew', () => {
    expect(lines(changesOf(server([], [liveRole('aws_1')])))).toEqual([
      'create _Root/base',
      'update Payments/a-role aws_1 -> {"connection":"_Root/base"} after _Root/base',
    ]);
  });

  it('is given up before what it refers to goes', () => {
    const without = flatten(declaredStack([declaredProject('Payments')]));
    expect(lines(changesOf(server([liveBase], [liveRole('aws_1')]), without))).toEqual([
      'delete Payments/a-role',
      'delete _Root/base after Payments/a-role',
    ]);
  });

  it('does not end in a circle that somebody made on the server', () => {
    const [a, b] = [liveRole('aws_1'), { ...liveRole('aws_2'), id: 'aws_1' }];
    const without = flatten(declaredStack([declaredProject('Payments')]));
    expect(changesOf(server([b], [a]), without).map(({ action }) => action)).toEqual(['delete', 'delete']);
  });

  it('is shown as known after apply', () => {
    const planned = planChanges(manifest, server([], []));
    expect(planText(planned.plan, styleFor(false))).toMatch(
      /\+ credentialsType\.awsConnection += {1,2}\(known after apply\)/,
    );
    const document = JSON.parse(planJson(planned, { manifestFingerprint: 'fingerprint', options: {} }, '1.0.0')) as {
      resource_changes: readonly { address: string; change: { after: object; after_unknown: object } }[];
    };
    const { change } = document.resource_changes.find(({ address }) => address === 'Payments/a-role') ?? {};
    expect(change?.after_unknown).toEqual({ id: true, 'credentialsType.awsConnection': true });
    expect(change?.after).not.toHaveProperty('credentialsType.awsConnection');
  });
});

describe('a reference to a connection that lives only on the server', () => {
  const referring = declaredAwsRole('a-role', { existing: 'aws_5' });
  const stack = flatten(declaredStack([declaredProject('Payments', { connections: [referring] })]));
  const messages = (live: Live): readonly string[] =>
    planChanges(stack, live).diagnostics.map(({ code, message }) => `${code} ${message}`);

  it('is taken as it is', () => {
    const live = server([liveAws('aws_5', 'By hand')], []);
    expect(messages(live)).toEqual([]);
    expect(lines(changesOf(live, stack))).toContain('create Payments/a-role undefined -> "aws_5"');
  });

  it('must be there, of the right kind and above', () => {
    expect(messages(server([], []))).toEqual([
      'PB511 `credentialsType.awsConnection` of `Payments/a-role` is `aws_5`, but no such connection reaches project `Payments`.',
    ]);
    const docker = { ...liveAws('aws_5', 'By hand'), properties: { providerType: 'Docker', displayName: 'a' } };
    expect(messages(server([docker], []))).toHaveLength(1);
  });

  it('must be passed down', () => {
    expect(messages(server([liveAws('aws_5', 'By hand', { awsAllowedInSubProjects: 'false' })], []))).toEqual([
      'PB511 `credentialsType.awsConnection` of `Payments/a-role` is `aws_5`, but `_Root` does not pass it down to project `Payments`.',
    ]);
  });
});

describe('what TeamCity Cloud provides', () => {
  const provided: LiveFeature = {
    id: 'tc-cloud-github-connection',
    type: 'OAuthProvider',
    properties: { displayName: 'GitHub.com', providerType: 'GitHub' },
    hidden: ['secure:clientSecret'],
  };
  const live = liveState([liveProject('_Root', { connections: [provided] })]);
  const github = {
    call: 1,
    key: 'github',
    kind: 'githubConnection',
    properties: { displayName: 'GitHub.com', clientId: 'a', clientSecret: { secret: 'env', name: 'A' } },
    protect: false,
  } as const;

  it('is not counted as unmanaged, not removed, and in nobody’s way', () => {
    const stack = declaredStack([], { exclusive: true, connections: [github] });
    const cloud = planChanges(flatten({ ...stack, edition: 'cloud' }), live);
    expect(cloud.plan.unmanaged).toEqual([]);
    expect(cloud.plan.changes.map(({ action }) => action)).toEqual(['create']);
    expect(cloud.diagnostics).toEqual([]);
  });

  it('is a connection like any other on a server of one’s own', () => {
    expect(planChanges(flatten(declaredStack([])), live).plan.unmanaged).toEqual([
      { project: '_Root', connections: 1 },
    ]);
  });
});
