import { describe, expect, it } from 'vitest';
import { flatten } from '../../compiler/flatten/flatten.ts';
import type { DeclaredConnection, DeclaredProject, LiveFeature, LiveProject } from '../../compiler/model.ts';
import { type Planned, planChanges } from '../../compiler/plan/plan.ts';
import { planJson } from '../../compiler/render/plan-json.ts';
import { planText } from '../../compiler/render/plan-text.ts';
import { styleFor } from '../../compiler/render/style.ts';
import { declaredAws, declaredConnection, declaredProject, declaredRegistry, declaredStack } from '../declared.ts';
import { ledgerFeature, liveProject, liveRegistry, liveState } from '../live-state.ts';

const feature = (id: string, properties: Readonly<Record<string, string>>): LiveFeature => ({
  id,
  type: 'OAuthProvider',
  properties,
  hidden: [],
});

const liveSlack = (id: string): LiveFeature => feature(id, { providerType: 'slackConnection', displayName: 'Slack' });

const liveVault = (id: string, vaultId: string): LiveFeature =>
  feature(id, { providerType: 'teamcity-vault', displayName: 'Vault', namespace: vaultId });

const vault = (key: string, vaultId: string): DeclaredConnection =>
  declaredConnection(key, 'hashiCorpVaultConnection', {
    name: key,
    vaultId,
    authMethod: { option: 'gcpIam', gcpVaultRole: 'a' },
  });

/** Projects `A` to `E` of the server below the root, `E_Below` below `E`, with these connections and what is owned of them. */
function server(own: Readonly<Record<string, readonly LiveFeature[]>>): readonly LiveProject[] {
  return ['_Root', 'A', 'B', 'C', 'D', 'E', 'E_Below'].map((id) => {
    const connections = own[id] ?? [];
    const entries = connections.map((one) => [one.id.toLowerCase(), { kind: 'any', id: one.id }] as const);
    return liveProject(id, {
      ...(id === 'E_Below' ? { parent: 'E' } : {}),
      connections,
      ledgers: entries.length === 0 ? [] : [ledgerFeature('L', 'acme', id, Object.fromEntries(entries))],
    });
  });
}

function planned(
  own: Readonly<Record<string, readonly LiveFeature[]>>,
  root: readonly DeclaredConnection[],
  projects: readonly DeclaredProject[] = [],
): Planned {
  return planChanges(flatten(declaredStack(projects, { connections: root })), liveState(server(own)), {
    allowReplace: true,
  });
}

/** The remarks of the plan's text, each change's under its headline. */
const remarks = (...of: Parameters<typeof planned>): readonly string[] =>
  planText(planned(...of).plan, styleFor(false))
    .split('\n')
    .filter((line) => line.startsWith('  # ') && !line.startsWith('  # (') && !line.endsWith('will be recorded'))
    .map((line) => line.slice(4));

describe('the text of a plan says where a change is felt', () => {
  it('with the first projects by id and the number of the others', () => {
    expect(
      remarks({ _Root: [liveRegistry('R1', 'Registry r1', { userName: 'x' })] }, [declaredRegistry('r1')]),
    ).toEqual(['_Root/r1 will be updated in-place', 'felt in 7 projects: _Root, A, B and 4 more']);
    expect(remarks({}, [], [declaredProject('E', { connections: [declaredRegistry('new')] })])).toEqual([
      'E/new will be created',
      'reaches 2 projects: E, E_Below',
    ]);
  });

  it('and nothing where that is only its own project', () => {
    expect(remarks({}, [], [declaredProject('A', { connections: [declaredRegistry('new')] })])).toEqual([
      'A/new will be created',
    ]);
    expect(
      remarks({ A: [liveRegistry('R1', 'Gone')], _Root: [liveRegistry('R2', 'Registry r2')] }, [
        declaredRegistry('r2'),
      ]),
    ).toEqual(['A/r1 will be destroyed']);
  });

  it('unless a project loses its only connection of a kind', () => {
    expect(remarks({ A: [liveSlack('S1')] }, [])).toEqual([
      'A/s1 will be destroyed',
      'A loses its only slackConnection',
    ]);
    expect(
      remarks({ E: [liveSlack('S1')], E_Below: [liveSlack('S2')] }, [], [declaredProject('E')]).slice(0, 3),
    ).toEqual([
      'E/s1 will be destroyed',
      '2 projects lose their last slackConnection: E, E_Below',
      'E_Below/s2 will be destroyed',
    ]);
  });

  it('and of a loss who is left with another of the kind', () => {
    const other = { ...server({ A: [liveSlack('S2')] })[1]?.connections[0] } as LiveFeature;
    const live = server({ _Root: [liveSlack('S1')] }).map((one) =>
      one.id === 'A' ? { ...one, connections: [other] } : one,
    );
    const { plan } = planChanges(flatten(declaredStack([])), liveState(live));
    expect(planText(plan, styleFor(false))).toContain(
      [
        '  # _Root/s1 will be destroyed',
        '  # (because it is no longer declared)',
        '  # lost in 7 projects: _Root, A, B and 4 more',
        '  # 6 projects lose their only slackConnection: _Root, B, C and 3 more',
      ].join('\n'),
    );
  });

  it('and which other connection they used before, or will use', () => {
    const far = { _Root: [liveVault('far', 'prod')] };
    const near = [declaredProject('E', { connections: [vault('near', 'prod')] })];
    expect(remarks(far, [vault('far', 'prod')], near).slice(-2)).toEqual([
      'E/near will be created',
      'now shadows far of _Root for 2 projects: E, E_Below',
    ]);
    expect(remarks({ ...far, E: [liveVault('near', 'prod')] }, [vault('far', 'prod')]).slice(-2)).toEqual([
      'E/near will be destroyed',
      'gives way to far of _Root in 2 projects: E, E_Below',
    ]);
    expect(remarks({ E: [liveVault('old', 'prod')] }, [], near).slice(0, 2)).toEqual([
      'E/near will be created',
      'takes the place of old of E for 2 projects: E, E_Below',
    ]);
  });

  it('and where it reaches no more, or now also', () => {
    const aws = feature('aws1', { providerType: 'AWS', displayName: 'AWS aws1', awsCredentialsType: 'aws.default' });
    const withheld = declaredAws('aws1', { allowInSubProjects: false });
    expect(remarks({ E: [aws] }, [], [declaredProject('E', { connections: [withheld] })])).toEqual([
      'E/aws1 will be updated in-place',
      'E_Below loses its only awsConnection',
    ]);
    const before = { ...aws, properties: { ...aws.properties, awsAllowedInSubProjects: 'false' } };
    expect(remarks({ E: [before] }, [], [declaredProject('E', { connections: [declaredAws('aws1')] })])).toEqual([
      'E/aws1 will be updated in-place',
      'now also reaches 1 project: E_Below',
    ]);
  });

  it('and of a replacement once, with the kind that is lost', () => {
    const slack = liveSlack('r1');
    expect(remarks({ E: [slack] }, [], [declaredProject('E', { connections: [declaredRegistry('r1')] })])).toEqual([
      'E/r1 must be replaced',
      'felt in 2 projects: E, E_Below',
      '2 projects lose their only slackConnection: E, E_Below',
    ]);
  });

  it('and of a project that the plan creates only what is made for it', () => {
    const made = declaredProject('New', { connections: [declaredRegistry('own')] });
    expect(
      remarks({ _Root: [liveSlack('S1'), liveRegistry('R1', 'Registry r1')] }, [declaredRegistry('r1')], [made]),
    ).toEqual([
      'New will be created',
      'New/own will be created',
      '_Root/s1 will be destroyed',
      '7 projects lose their only slackConnection: _Root, A, B and 4 more',
    ]);
  });

  it('and says nothing where only the ledger changes', () => {
    const moved = declaredRegistry('moved', {
      formerly: 'r1',
      properties: { name: 'R', url: 'https://registry.example.com' },
    });
    const result = planned({ _Root: [liveRegistry('R1', 'R')] }, [moved]);
    expect(result.plan.changes).toMatchObject([{ action: 'move' }]);
    expect(result.plan.changes[0]).not.toHaveProperty('effects');
    expect(result.plan.audiences).toEqual([]);
  });
});

describe('the JSON of a plan', () => {
  const json = (result: Planned): ReturnType<typeof JSON.parse> =>
    JSON.parse(planJson(result, { manifestFingerprint: 'fingerprint', options: {} }, '1.0.0'));

  it('has the effects of each change with all projects', () => {
    const document = json(
      planned({ E: [liveSlack('S1')] }, [], [declaredProject('E', { connections: [vault('v', 'x')] })]),
    );
    expect(document.resource_changes.map(({ address, effects }: never) => [address, effects])).toEqual([
      ['E/v', [{ effect: 'gains', project_count: 2, audience: 0, projects: ['E', 'E_Below'] }]],
      [
        'E/s1',
        [
          {
            effect: 'loses',
            project_count: 2,
            audience: 0,
            projects: ['E', 'E_Below'],
            last_of_kind_audience: 0,
            last_of_kind: ['E', 'E_Below'],
          },
        ],
      ],
    ]);
    expect(document.plugboard.plan.audiences).toEqual([['E', 'E_Below']]);
  });

  it('lists projects among the audiences only, where thousands of changes would repeat them', () => {
    const projects = Array.from({ length: 500 }, (_, index) => liveProject(`P${index}`));
    const connections = Array.from({ length: 500 }, (_, index) => declaredRegistry(`r${index}`));
    const result = planChanges(flatten(declaredStack([], { connections })), liveState(projects));
    const document = json(result);
    expect(document.resource_changes[0].effects).toEqual([{ effect: 'gains', project_count: 501, audience: 0 }]);
    expect(document.plugboard.plan.audiences).toHaveLength(1);
    expect(document.plugboard.plan.audiences[0]).toHaveLength(501);
  });
});
