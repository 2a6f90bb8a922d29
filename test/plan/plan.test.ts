import { describe, expect, it } from 'vitest';
import { flatten } from '../../compiler/flatten/flatten.ts';
import type { Change, DeclaredConnection, Live, LiveFeature, Manifest } from '../../compiler/model.ts';
import { type PlanOptions, planChanges } from '../../compiler/plan/plan.ts';
import { summarize } from '../../compiler/plan/summary.ts';
import { declaredProject, declaredRegistry, declaredStack } from '../declared.ts';
import { ledgerFeature, liveProject, liveRegistry, liveState } from '../live-state.ts';

const manifestOf = (...connections: readonly DeclaredConnection[]): Manifest =>
  flatten(declaredStack([declaredProject('Payments', { connections })]));

const line = (change: Change): string =>
  change.target === 'project'
    ? `${change.action} project ${change.id}`
    : [
        `${change.action} ${change.address} (${change.reason})`,
        ...change.properties.map(({ property, before, after }) => `${property}: ${before} -> ${JSON.stringify(after)}`),
      ].join('; ');

/** The changes as lines, and the messages. */
function planned(manifest: Manifest, live: Live, options: PlanOptions = {}): readonly string[] {
  const { plan, diagnostics } = planChanges(manifest, live, options);
  return [...plan.changes.map(line), ...diagnostics.map(({ code, message }) => `${code} ${message}`)];
}

const server = (connections: readonly LiveFeature[], ledgers: readonly LiveFeature[] = []): Live =>
  liveState([liveProject('Payments', { connections, ledgers })]);

const owned = (entries: Parameters<typeof ledgerFeature>[3]): readonly LiveFeature[] => [
  ledgerFeature('L', 'acme', 'Payments', entries),
];

const registry = declaredRegistry('registry');
const live = liveRegistry('PROJECT_EXT_1', 'Registry registry');
const entry = { kind: 'dockerRegistry', id: 'PROJECT_EXT_1' };

describe('a declared connection', () => {
  it('is created where the server has none', () => {
    expect(planned(manifestOf(registry), server([]))).toEqual([
      'create Payments/registry (declared); name: undefined -> "Registry registry"; ' +
        'url: undefined -> "https://registry.example.com"; providerType: undefined -> "Docker"',
    ]);
  });

  it('needs no change where the server has it as wanted', () => {
    expect(planned(manifestOf(registry), server([live], owned({ registry: entry })))).toEqual([]);
  });

  it('is updated property by property, the display name too', () => {
    const renamed = liveRegistry('PROJECT_EXT_1', 'By hand', { userName: 'somebody' });
    expect(planned(manifestOf(registry), server([renamed], owned({ registry: entry })))).toEqual([
      'update Payments/registry (differs); name: By hand -> "Registry registry"; userName: somebody -> undefined',
    ]);
  });

  it('is never made a second time beside one that looks the same and that nobody owns', () => {
    const lines = planned(manifestOf(registry), server([live]));
    expect(lines.at(-1)).toBe(
      'PB501 Project `Payments` has a `dockerRegistry` named `Registry registry` already (`PROJECT_EXT_1`), which no stack owns.',
    );
  });

  it('is created beside one that looks the same and that another stack owns', () => {
    const theirs = [ledgerFeature('L', 'other', 'Payments', { registry: entry })];
    expect(planned(manifestOf(registry), server([live], theirs))[0]).toMatch(/^create Payments\/registry/);
  });

  it('takes over the live one that its adopt line names, and changes what differs', () => {
    const adopting = declaredRegistry('registry', { adopt: 'PROJECT_EXT_1' });
    expect(planned(manifestOf(adopting), server([live]))).toEqual(['adopt Payments/registry (adopt-line)']);
    const other = liveRegistry('PROJECT_EXT_1', 'Another name');
    expect(planned(manifestOf(adopting), server([other]))).toEqual([
      'adopt Payments/registry (adopt-line); name: Another name -> "Registry registry"',
    ]);
  });

  it('needs nothing more once its adopt line has been applied', () => {
    const adopting = declaredRegistry('registry', { adopt: 'PROJECT_EXT_1' });
    expect(planned(manifestOf(adopting), server([live], owned({ registry: entry })))).toEqual([]);
  });

  it('cannot adopt what is not there, what is of another kind, or what another stack owns', () => {
    const adopting = declaredRegistry('registry', { adopt: 'PROJECT_EXT_1' });
    const npm = { ...live, properties: { ...live.properties, providerType: 'NpmRegistry' } };
    const theirs = [ledgerFeature('L', 'other', 'Payments', { registry: entry })];
    const last = (state: Live): string | undefined => planned(manifestOf(adopting), state).at(-1);
    expect(last(server([]))).toBe(
      'PB503 Project `Payments` has no connection `PROJECT_EXT_1` for `Payments/registry` to adopt.',
    );
    expect(last(server([npm]))).toMatch(/^PB503 .* is not a `dockerRegistry`: its provider type is `NpmRegistry`\.$/);
    expect(last(server([live], theirs))).toBe('PB503 `PROJECT_EXT_1` in `Payments` belongs to stack `other`.');
  });

  it('is made again where somebody deleted it', () => {
    expect(planned(manifestOf(registry), server([], owned({ registry: entry })))[0]).toMatch(
      /^create Payments\/registry \(deleted-on-server\)/,
    );
  });

  it('is recognised under its former key', () => {
    const renamed = declaredRegistry('renamed', { formerly: 'registry', properties: registry.properties });
    expect(planned(manifestOf(renamed), server([live], owned({ registry: entry })))).toEqual([
      'move Payments/renamed (renamed-key)',
    ]);
  });

  it('is recognised where an interrupted apply made it and could not record its id', () => {
    const intent = { kind: 'dockerRegistry', before: ['PROJECT_EXT_0'], displayName: 'Registry registry' };
    const old = liveRegistry('PROJECT_EXT_0', 'Registry registry');
    expect(planned(manifestOf(registry), server([old, live], owned({ registry: intent })))).toEqual([
      'adopt Payments/registry (interrupted-create)',
    ]);
  });

  it('is recognised so although the program gives it another name by now', () => {
    const intent = { kind: 'dockerRegistry', before: [], displayName: 'Name of then' };
    const made = liveRegistry('PROJECT_EXT_1', 'Name of then');
    expect(planned(manifestOf(registry), server([made], owned({ registry: intent })))).toEqual([
      'adopt Payments/registry (interrupted-create); name: Name of then -> "Registry registry"',
    ]);
    expect(planned(manifestOf(), server([made], owned({ registry: intent })))).toEqual([
      'delete Payments/registry (not-declared)',
    ]);
  });

  it('is not made a second time beside one that somebody made after deleting ours', () => {
    const theirs = liveRegistry('PROJECT_EXT_9', 'Registry registry');
    expect(planned(manifestOf(registry), server([theirs], owned({ registry: entry })))).toEqual([
      'PB501 Project `Payments` has a `dockerRegistry` named `Registry registry` already (`PROJECT_EXT_9`), which no stack owns.',
    ]);
  });

  it('cannot adopt what another declaration of the stack owns', () => {
    const second = declaredRegistry('second', { adopt: 'PROJECT_EXT_1' });
    expect(planned(manifestOf(registry, second), server([live], owned({ registry: entry })))).toEqual([
      'PB503 `PROJECT_EXT_1` in `Payments` belongs to `Payments/registry` of this stack already.',
    ]);
  });

  it('is created where an interrupted apply got only as far as the intent', () => {
    const intent = { kind: 'dockerRegistry', before: [] };
    expect(planned(manifestOf(registry), server([], owned({ registry: intent })))[0]).toMatch(/^create Payments/);
  });

  it('is replaced only on request where its kind changed', () => {
    const npm = { ...live, properties: { ...live.properties, providerType: 'NpmRegistry' } };
    const state = server([npm], owned({ registry: { ...entry, kind: 'npmRegistry' } }));
    expect(planned(manifestOf(registry), state).at(-1)).toMatch(/^PB505 /);
    expect(planned(manifestOf(registry), state, { allowReplace: true })).toHaveLength(1);
    expect(summarize(planChanges(manifestOf(registry), state).plan)).toMatchObject({ add: 1, destroy: 1 });
  });
});

describe('a protected connection', () => {
  const npm = { ...live, properties: { ...live.properties, providerType: 'NpmRegistry' } };
  const state = server([npm], owned({ registry: { ...entry, kind: 'npmRegistry', protect: true } }));

  it('is not replaced either, whatever is allowed', () => {
    expect(planned(manifestOf(registry), state, { allowReplace: true }).at(-1)).toBe(
      'PB506 `Payments/registry` is protected, and as a `dockerRegistry` it would be deleted and made anew.',
    );
  });
});

describe('a secret', () => {
  const withPassword = (revision?: number): DeclaredConnection =>
    declaredRegistry('registry', {
      properties: { ...registry.properties, password: { secret: 'env', name: 'PASSWORD', revision } },
    });
  const hidden = liveRegistry('PROJECT_EXT_1', 'Registry registry', {}, ['secure:userPass']);
  const sent = (revision: number): Parameters<typeof owned>[0] => ({
    registry: { ...entry, revisions: { 'secure:userPass': revision } },
  });

  it('is left alone where the server has one and the revision is the one that was sent', () => {
    expect(planned(manifestOf(withPassword()), server([hidden], owned(sent(1))))).toEqual([]);
  });

  it('is sent again when its revision changes', () => {
    expect(planned(manifestOf(withPassword(2)), server([hidden], owned(sent(1))))).toEqual([
      'update Payments/registry (differs); password: undefined -> {"secret":"env","name":"PASSWORD","revision":2}',
    ]);
  });

  const keeping = declaredRegistry('registry', {
    properties: { ...registry.properties, password: { secret: 'keep' } },
  });

  it('is never sent where it is to be kept, whether the server has one or not', () => {
    expect(planned(manifestOf(keeping), server([hidden], owned({ registry: entry })))).toEqual([]);
    expect(planned(manifestOf(keeping), server([live], owned({ registry: entry })))).toEqual([]);
  });

  it('is sent once it is no longer to be kept', () => {
    expect(planned(manifestOf(withPassword()), server([hidden], owned({ registry: entry })))).toEqual([
      'update Payments/registry (differs); password: undefined -> {"secret":"env","name":"PASSWORD"}',
    ]);
  });

  it('leaves the revision that was sent out of the ledger once it is to be kept', () => {
    const { plan } = planChanges(manifestOf(keeping), server([hidden], owned(sent(1))));
    expect(plan.changes.map(line)).toEqual(['record Payments/registry (differs)']);
    expect(plan.changes.map((change) => change.target === 'connection' && change.entry)).toEqual([
      { kind: 'dockerRegistry', id: 'PROJECT_EXT_1', protect: undefined, revisions: undefined },
    ]);
  });

  it('cannot be kept by a connection that is not there', () => {
    const { diagnostics } = planChanges(manifestOf(keeping), server([]));
    expect(diagnostics).toEqual([
      {
        code: 'PB510',
        severity: 'error',
        title: 'secret to keep does not exist',
        message: '`password` of `Payments/registry` is to keep what the server has, and it has nothing.',
        address: 'Payments/registry',
        notes: ['`Payments/registry` would be a new connection, and the server gives no secret of another one away.'],
        hint: "Say where the value is: `secret.env('NAME')` or `secret.file('/path')`. To take over a connection that is there, add `adopt: '<its id>'`.",
      },
    ]);
  });

  it('is sent where the server has none', () => {
    expect(planned(manifestOf(withPassword()), server([live], owned(sent(1))))[0]).toMatch(/password: undefined -> \{/);
  });

  it('is removed where it is no longer declared', () => {
    expect(planned(manifestOf(registry), server([hidden], owned(sent(1))))).toEqual([
      'update Payments/registry (differs); password: undefined -> undefined',
    ]);
  });
});

describe('a connection of a type that Plugboard does not know', () => {
  const artifactory = (properties: Readonly<Record<string, string>>): DeclaredConnection =>
    declaredRegistry('artifactory', {
      kind: 'custom',
      properties: {
        providerType: 'JFrog_Artifactory',
        displayName: 'Artifactory',
        properties,
        secrets: { password: { secret: 'env', name: 'PASSWORD' } },
      },
    });
  const stored = {
    id: 'PROJECT_EXT_2',
    type: 'OAuthProvider',
    properties: { providerType: 'JFrog_Artifactory', displayName: 'Artifactory', timeout: '300', url: 'a' },
    hidden: ['secure:password', 'secure:other'],
  };
  const ledger = owned({ artifactory: { kind: 'custom', id: 'PROJECT_EXT_2', revisions: { 'secure:password': 1 } } });

  it('is created with what is declared', () => {
    expect(planned(manifestOf(artifactory({ url: 'a' })), server([]))).toEqual([
      'create Payments/artifactory (declared); providerType: undefined -> "JFrog_Artifactory"; ' +
        'displayName: undefined -> "Artifactory"; properties.url: undefined -> "a"; ' +
        'secrets.password: undefined -> {"secret":"env","name":"PASSWORD"}',
    ]);
  });

  it('changes in what is declared, and in nothing else', () => {
    expect(planned(manifestOf(artifactory({ url: 'b' })), server([stored], ledger))).toEqual([
      'update Payments/artifactory (differs); properties.url: a -> "b"',
    ]);
    expect(planned(manifestOf(artifactory({ url: 'a' })), server([stored], ledger))).toEqual([]);
  });
});

describe('a connection that is not declared', () => {
  it('is left alone and counted where nobody owns it', () => {
    const { plan } = planChanges(manifestOf(), server([live]));
    expect(plan.changes).toEqual([]);
    expect(plan.unmanaged).toEqual([{ project: 'Payments', connections: 1 }]);
  });

  it('is deleted where this stack owns it', () => {
    expect(planned(manifestOf(), server([live], owned({ registry: entry })))).toEqual([
      'delete Payments/registry (not-declared)',
    ]);
  });

  it('is deleted in a project that is no longer declared, where this stack owns it', () => {
    expect(planned(flatten(declaredStack([])), server([live], owned({ registry: entry })))).toEqual([
      'delete Payments/registry (not-declared)',
    ]);
  });

  it('is left alone where another stack owns it, in an exclusive project too', () => {
    const theirs = [ledgerFeature('L', 'other', 'Payments', { registry: entry })];
    const exclusive = flatten(declaredStack([declaredProject('Payments', { exclusive: true })]));
    expect(planned(exclusive, server([live], theirs))).toEqual([]);
  });

  it('is deleted in an exclusive project', () => {
    const exclusive = flatten(declaredStack([declaredProject('Payments', { exclusive: true })]));
    expect(planned(exclusive, server([live]))).toEqual(['delete Payments/#PROJECT_EXT_1 (exclusive-project)']);
  });

  it('stops the plan where it was protected', () => {
    expect(planned(manifestOf(), server([live], owned({ registry: { ...entry, protect: true } })))).toEqual([
      'PB506 `Payments/registry` is no longer declared, and it was declared with `protect: true`.',
    ]);
  });

  it('is forgotten where it is gone from the server already', () => {
    expect(planned(manifestOf(), server([], owned({ registry: entry })))).toEqual([
      'forget Payments/registry (deleted-on-server)',
    ]);
  });
});

describe('a project', () => {
  it('is created before what is in it, parents first', () => {
    const below = declaredProject('Below', { name: 'Below!', connections: [registry] });
    const manifest = flatten(declaredStack([declaredProject('Above', { projects: [below] })]));
    expect(planned(manifest, liveState([])).map((text) => text.split(' (')[0])).toEqual([
      'create project Above',
      'create project Below',
      'create Below/registry',
    ]);
  });

  it('keeps the name that it has unless the author gives one', () => {
    const named = liveState([liveProject('Payments', { name: 'Payments & more' })]);
    expect(planned(manifestOf(), named)).toEqual([]);
    const renamed = flatten(declaredStack([declaredProject('Payments', { name: 'Pay' })]));
    expect(planned(renamed, named)).toEqual(['update project Payments']);
  });

  it('must have a parent on the server or in the stack', () => {
    const manifest = flatten(declaredStack([declaredProject('Payments', { parent: 'Nowhere' })]));
    expect(planned(manifest, liveState([]))).toEqual([
      'PB502 Project `Payments` is to stand under `Nowhere`, which the server does not have.',
    ]);
  });

  it('is not made a second time in another spelling', () => {
    const manifest = flatten(declaredStack([declaredProject('payMENTS', { projects: [declaredProject('Below')] })]));
    expect(planned(manifest, liveState([liveProject('Payments')]))).toEqual([
      'create project Below',
      'PB512 Project `payMENTS` is spelled `Payments` on the server.',
    ]);
  });

  it('is not moved', () => {
    const moved = liveState([liveProject('Other'), liveProject('Payments', { parent: 'Other' })]);
    expect(planned(manifestOf(), moved)).toEqual([
      'PB509 Project `Payments` is declared under `_Root` and stands under `Other` on the server.',
    ]);
  });

  it('is refused where its settings are read-only and something in it would change', () => {
    const readOnly = liveState([liveProject('Payments', { readOnly: true })]);
    expect(planned(manifestOf(registry), readOnly).at(-1)).toBe(
      'PB504 Project `Payments` is read-only on the server, and the plan changes it.',
    );
    expect(planned(manifestOf(), readOnly)).toEqual([]);
  });
});
