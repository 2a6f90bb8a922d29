import { describe, expect, it } from 'vitest';
import { flatten } from '../../compiler/flatten/flatten.ts';
import type { Live, Manifest, Plan, Usage } from '../../compiler/model.ts';
import { planChanges } from '../../compiler/plan/plan.ts';
import { projectsToAsk, withUsages } from '../../compiler/plan/usages.ts';
import { declaredAws, declaredAwsRole, declaredProject, declaredRegistry, declaredStack } from '../declared.ts';
import { ledgerFeature, liveProject, liveRegistry, liveState } from '../live-state.ts';
import { manifestOf } from './planned-lines.ts';

const usage = (project: string, connection: string, more: Partial<Usage> = {}): Usage & { connection: string } => ({
  by: 'build-configuration',
  project,
  id: `${project}_Build`,
  name: 'Build',
  type: 'DockerSupport',
  property: 'login2registry',
  connection,
  ...more,
});

const entry = (id: string): { kind: string; id: string } => ({ kind: 'dockerRegistry', id });
/** `Payments` owns E1 and E2; `Payments_Api` below it has an E2 of its own. */
const live = liveState([
  liveProject('Payments', {
    connections: [liveRegistry('E1', 'One'), liveRegistry('E2', 'Two')],
    ledgers: [ledgerFeature('L', 'acme', 'Payments', { one: entry('E1'), two: entry('E2') })],
  }),
  liveProject('Payments_Api', { parent: 'Payments', connections: [liveRegistry('E2', 'Nearer')] }),
]);

const planOf = (manifest: Manifest, state: Live): Plan => planChanges(manifest, state, { allowReplace: true }).plan;
const usedBy = (plan: Plan): unknown =>
  Object.fromEntries(
    plan.changes.map((change) => [
      change.target === 'connection' ? change.address : change.id,
      change.target === 'connection' && Array.isArray(change.usedBy)
        ? change.usedBy.map(({ by, project, id, property }) => `${by} ${project}/${id} ${property}`)
        : change.target === 'connection' && change.usedBy,
    ]),
  );

describe('what points at a connection that goes', () => {
  it('is told of each one, in an order of its own', () => {
    const found = [
      usage('Payments_Api', 'E1'),
      usage('Payments', 'E1', { by: 'vcs-root', id: 'Main', property: 'oauthProviderId' }),
      usage('Payments', 'E1', { property: 'connectionId' }),
      usage('Payments', 'E1'),
      usage('Payments', 'E9'),
    ];
    const plan = planOf(manifestOf(), live);
    const expected = {
      'Payments/one': [
        'build-configuration Payments/Payments_Build connectionId',
        'build-configuration Payments/Payments_Build login2registry',
        'build-configuration Payments_Api/Payments_Api_Build login2registry',
        'vcs-root Payments/Main oauthProviderId',
      ],
      'Payments/two': [],
    };
    expect(usedBy(withUsages(plan, live, found))).toEqual(expected);
    expect(usedBy(withUsages(plan, live, [...found].reverse()))).toEqual(expected);
  });

  it('is not what a nearer connection with the same id is meant by', () => {
    const found = [usage('Payments_Api', 'E2'), usage('Payments', 'E2')];
    expect(usedBy(withUsages(planOf(manifestOf(), live), live, found))).toMatchObject({
      'Payments/two': ['build-configuration Payments/Payments_Build login2registry'],
    });
  });

  it('is not what stands outside of the projects that the connection reaches', () => {
    const found = [usage('_Root', 'E1'), usage('Nowhere', 'E1')];
    expect(usedBy(withUsages(planOf(manifestOf(), live), live, found))).toMatchObject({ 'Payments/one': [] });
  });

  it('is unknown where nobody could be asked', () => {
    expect(usedBy(withUsages(planOf(manifestOf(), live), live, undefined))).toEqual({
      'Payments/one': 'unknown',
      'Payments/two': 'unknown',
    });
  });

  it('are other connections too, but none that the plan destroys or points elsewhere', () => {
    const base = declaredAws('base');
    const aws = (
      id: string,
      name: string,
      more: Readonly<Record<string, string>> = {},
    ): ReturnType<typeof liveRegistry> => ({
      id,
      type: 'OAuthProvider',
      properties: { providerType: 'AWS', displayName: name, ...more },
      hidden: [],
    });
    const role = (id: string): ReturnType<typeof liveRegistry> =>
      aws(id, 'AWS role', { awsCredentialsType: 'awsAssumeIamRole', awsConnectionId: 'A1' });
    const state = liveState([
      liveProject('Payments', {
        connections: [aws('A1', 'Old'), role('A2'), role('A3'), role('A4')],
        ledgers: [
          ledgerFeature('L', 'acme', 'Payments', {
            old: { kind: 'awsConnection', id: 'A1' },
            gone: { kind: 'awsConnection', id: 'A3' },
            role: { kind: 'awsConnection', id: 'A4' },
          }),
        ],
      }),
    ]);
    // A2 is nobody's, A3 goes too, and A4 gets another one.
    const manifest = flatten(
      declaredStack([
        declaredProject('Payments', { connections: [base, declaredAwsRole('role', { call: base.call })] }),
      ]),
    );
    expect(usedBy(withUsages(planOf(manifest, state), state, []))).toMatchObject({
      'Payments/old': ['connection Payments/A2 awsConnectionId'],
    });
  });

  it('is asked of a replacement too, and of no other change', () => {
    const npm = { ...liveRegistry('E1', 'One'), properties: { providerType: 'NpmRegistry', displayName: 'One' } };
    const state = liveState([
      liveProject('Payments', {
        connections: [npm],
        ledgers: [ledgerFeature('L', 'acme', 'Payments', { one: { kind: 'npmRegistry', id: 'E1' } })],
      }),
    ]);
    const manifest = manifestOf(declaredRegistry('one'), declaredRegistry('new'));
    expect(usedBy(withUsages(planOf(manifest, state), state, [usage('Payments', 'E1')]))).toEqual({
      'Payments/new': undefined,
      'Payments/one': ['build-configuration Payments/Payments_Build login2registry'],
    });
  });
});

describe('the projects to ask', () => {
  it('are none where nothing is destroyed', () => {
    const manifest = manifestOf(
      declaredRegistry('one', { adopt: 'E1' }),
      declaredRegistry('two', { adopt: 'E2' }),
      declaredRegistry('three'),
    );
    const plan = planOf(manifest, live);
    expect(plan.changes.length).toBeGreaterThan(0);
    expect(projectsToAsk(plan, live)).toEqual([]);
    expect(withUsages(plan, live, undefined)).toBe(plan);
  });

  const losing = (...ids: readonly string[]): Live =>
    liveState(
      ids.map((id) =>
        liveProject(id, {
          parent: id === 'P1_Below' ? 'P1' : '_Root',
          connections: [liveRegistry('E', 'R')],
          ledgers: [ledgerFeature('L', 'acme', id, { one: entry('E') })],
        }),
      ),
    );
  const none = flatten(declaredStack([]));

  it('are those that lose one, without those below another', () => {
    const state = losing('P1', 'P1_Below', 'P2');
    expect(projectsToAsk(planOf(none, state), state)).toEqual(['P1', 'P2']);
  });

  it('are the root where they are many', () => {
    const state = losing(...Array.from({ length: 11 }, (_, index) => `P${index}`));
    expect(projectsToAsk(planOf(none, state), state)).toEqual(['_Root']);
  });
});

describe('secrets of a connection that goes', () => {
  const lost = (hidden: readonly string[], revisions?: Readonly<Record<string, number>>): unknown => {
    const state = liveState([
      liveProject('Payments', {
        connections: [liveRegistry('E1', 'One', {}, hidden)],
        ledgers: [ledgerFeature('L', 'acme', 'Payments', { one: { ...entry('E1'), revisions } })],
      }),
    ]);
    const [change] = planOf(manifestOf(), state).changes;
    return change?.target === 'connection' ? change.lostSecrets : undefined;
  };

  it('are lost where only the server knows them, as the author names them', () => {
    expect(lost(['secure:userPass', 'secure:other'])).toEqual(['password', 'secure:other']);
  });

  it('are not where an apply has sent them from where they are kept', () => {
    expect(lost(['secure:userPass'], { 'secure:userPass': 1 })).toBeUndefined();
    expect(lost([])).toBeUndefined();
  });
});
