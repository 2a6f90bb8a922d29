import { describe, expect, it } from 'vitest';
import { flatten } from '../../compiler/flatten/flatten.ts';
import type { DeclaredConnection, Live } from '../../compiler/model.ts';
import { planChanges } from '../../compiler/plan/plan.ts';
import { summarize } from '../../compiler/plan/summary.ts';
import { declaredProject, declaredRegistry, declaredStack } from '../declared.ts';
import { ledgerFeature, liveRegistry } from '../live-state.ts';
import { entry, live, owned, registry, server } from './payments.ts';
import { manifestOf, plannedChanges } from './planned-lines.ts';

describe('a declared connection', () => {
  it('is created where the server has none', () => {
    expect(plannedChanges(manifestOf(registry), server([]))).toEqual([
      'create Payments/registry (declared); name: undefined -> "Registry registry"; ' +
        'url: undefined -> "https://registry.example.com"; providerType: undefined -> "Docker"',
    ]);
  });

  it('needs no change where the server has it as wanted', () => {
    expect(plannedChanges(manifestOf(registry), server([live], owned({ registry: entry })))).toEqual([]);
  });

  it('is updated property by property, the display name too', () => {
    const renamed = liveRegistry('PROJECT_EXT_1', 'By hand', { userName: 'somebody' });
    expect(plannedChanges(manifestOf(registry), server([renamed], owned({ registry: entry })))).toEqual([
      'update Payments/registry (differs); name: By hand -> "Registry registry"; userName: somebody -> undefined',
    ]);
  });

  it('is never made a second time beside one that looks the same and that nobody owns', () => {
    const lines = plannedChanges(manifestOf(registry), server([live]));
    expect(lines.at(-1)).toBe(
      'PB501 Project `Payments` has a `dockerRegistry` named `Registry registry` already (`PROJECT_EXT_1`), which no stack owns.',
    );
  });

  it('is created beside one that looks the same and that another stack owns', () => {
    const theirs = [ledgerFeature('L', 'other', 'Payments', { registry: entry })];
    expect(plannedChanges(manifestOf(registry), server([live], theirs))[0]).toMatch(/^create Payments\/registry/);
  });

  it('takes over the live one that its adopt line names, and changes what differs', () => {
    const adopting = declaredRegistry('registry', { adopt: 'PROJECT_EXT_1' });
    expect(plannedChanges(manifestOf(adopting), server([live]))).toEqual(['adopt Payments/registry (adopt-line)']);
    const other = liveRegistry('PROJECT_EXT_1', 'Another name');
    expect(plannedChanges(manifestOf(adopting), server([other]))).toEqual([
      'adopt Payments/registry (adopt-line); name: Another name -> "Registry registry"',
    ]);
  });

  it('needs nothing more once its adopt line has been applied', () => {
    const adopting = declaredRegistry('registry', { adopt: 'PROJECT_EXT_1' });
    expect(plannedChanges(manifestOf(adopting), server([live], owned({ registry: entry })))).toEqual([]);
  });

  it('cannot adopt what is not there, what is of another kind, or what another stack owns', () => {
    const adopting = declaredRegistry('registry', { adopt: 'PROJECT_EXT_1' });
    const npm = { ...live, properties: { ...live.properties, providerType: 'NpmRegistry' } };
    const theirs = [ledgerFeature('L', 'other', 'Payments', { registry: entry })];
    const last = (state: Live): string | undefined => plannedChanges(manifestOf(adopting), state).at(-1);
    expect(last(server([]))).toBe(
      'PB503 Project `Payments` has no connection `PROJECT_EXT_1` for `Payments/registry` to adopt.',
    );
    expect(last(server([npm]))).toMatch(/^PB503 .* is not a `dockerRegistry`: its provider type is `NpmRegistry`\.$/);
    expect(last(server([live], theirs))).toBe('PB503 `PROJECT_EXT_1` in `Payments` belongs to stack `other`.');
  });

  it('is made again where somebody deleted it', () => {
    expect(plannedChanges(manifestOf(registry), server([], owned({ registry: entry })))[0]).toMatch(
      /^create Payments\/registry \(deleted-on-server\)/,
    );
  });

  it('is recognised under its former key', () => {
    const renamed = declaredRegistry('renamed', { formerly: 'registry', properties: registry.properties });
    expect(plannedChanges(manifestOf(renamed), server([live], owned({ registry: entry })))).toEqual([
      'move Payments/renamed (renamed-key)',
    ]);
  });

  it('is recognised where an interrupted apply made it and could not record its id', () => {
    const intent = { kind: 'dockerRegistry', before: ['PROJECT_EXT_0'], displayName: 'Registry registry' };
    const old = liveRegistry('PROJECT_EXT_0', 'Registry registry');
    expect(plannedChanges(manifestOf(registry), server([old, live], owned({ registry: intent })))).toEqual([
      'adopt Payments/registry (interrupted-create)',
    ]);
  });

  it('is recognised so although the program gives it another name by now', () => {
    const intent = { kind: 'dockerRegistry', before: [], displayName: 'Name of then' };
    const made = liveRegistry('PROJECT_EXT_1', 'Name of then');
    expect(plannedChanges(manifestOf(registry), server([made], owned({ registry: intent })))).toEqual([
      'adopt Payments/registry (interrupted-create); name: Name of then -> "Registry registry"',
    ]);
    expect(plannedChanges(manifestOf(), server([made], owned({ registry: intent })))).toEqual([
      'delete Payments/registry (not-declared)',
    ]);
  });

  it('is not made a second time beside one that somebody made after deleting ours', () => {
    const theirs = liveRegistry('PROJECT_EXT_9', 'Registry registry');
    expect(plannedChanges(manifestOf(registry), server([theirs], owned({ registry: entry })))).toEqual([
      'PB501 Project `Payments` has a `dockerRegistry` named `Registry registry` already (`PROJECT_EXT_9`), which no stack owns.',
    ]);
  });

  it('cannot adopt what another declaration of the stack owns', () => {
    const second = declaredRegistry('second', { adopt: 'PROJECT_EXT_1' });
    expect(plannedChanges(manifestOf(registry, second), server([live], owned({ registry: entry })))).toEqual([
      'PB503 `PROJECT_EXT_1` in `Payments` belongs to `Payments/registry` of this stack already.',
    ]);
  });

  it('is created where an interrupted apply got only as far as the intent', () => {
    const intent = { kind: 'dockerRegistry', before: [] };
    expect(plannedChanges(manifestOf(registry), server([], owned({ registry: intent })))[0]).toMatch(
      /^create Payments/,
    );
  });

  it('is replaced only on request where its kind changed', () => {
    const npm = { ...live, properties: { ...live.properties, providerType: 'NpmRegistry' } };
    const state = server([npm], owned({ registry: { ...entry, kind: 'npmRegistry' } }));
    expect(plannedChanges(manifestOf(registry), state).at(-1)).toMatch(/^PB505 /);
    expect(plannedChanges(manifestOf(registry), state, { allowReplace: true })).toHaveLength(1);
    expect(summarize(planChanges(manifestOf(registry), state).plan)).toMatchObject({ add: 1, destroy: 1 });
  });
});

describe('a protected connection', () => {
  const npm = { ...live, properties: { ...live.properties, providerType: 'NpmRegistry' } };
  const state = server([npm], owned({ registry: { ...entry, kind: 'npmRegistry', protect: true } }));

  it('is not replaced either, whatever is allowed', () => {
    expect(plannedChanges(manifestOf(registry), state, { allowReplace: true }).at(-1)).toBe(
      'PB506 `Payments/registry` is protected, and as a `dockerRegistry` it would be deleted and made anew.',
    );
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
    expect(plannedChanges(manifestOf(artifactory({ url: 'a' })), server([]))).toEqual([
      'create Payments/artifactory (declared); providerType: undefined -> "JFrog_Artifactory"; ' +
        'displayName: undefined -> "Artifactory"; properties.url: undefined -> "a"; ' +
        'secrets.password: undefined -> {"secret":"env","name":"PASSWORD"}',
    ]);
  });

  it('changes in what is declared, and in nothing else', () => {
    expect(plannedChanges(manifestOf(artifactory({ url: 'b' })), server([stored], ledger))).toEqual([
      'update Payments/artifactory (differs); properties.url: a -> "b"',
    ]);
    expect(plannedChanges(manifestOf(artifactory({ url: 'a' })), server([stored], ledger))).toEqual([]);
  });
});

describe('a connection that is not declared', () => {
  it('is left alone and counted where nobody owns it', () => {
    const { plan } = planChanges(manifestOf(), server([live]));
    expect(plan.changes).toEqual([]);
    expect(plan.unmanaged).toEqual([{ project: 'Payments', connections: 1 }]);
  });

  it('is deleted where this stack owns it', () => {
    expect(plannedChanges(manifestOf(), server([live], owned({ registry: entry })))).toEqual([
      'delete Payments/registry (not-declared)',
    ]);
  });

  it('is deleted in a project that is no longer declared, where this stack owns it', () => {
    expect(plannedChanges(flatten(declaredStack([])), server([live], owned({ registry: entry })))).toEqual([
      'delete Payments/registry (not-declared)',
    ]);
  });

  it('is left alone where another stack owns it, in an exclusive project too', () => {
    const theirs = [ledgerFeature('L', 'other', 'Payments', { registry: entry })];
    const exclusive = flatten(declaredStack([declaredProject('Payments', { exclusive: true })]));
    expect(plannedChanges(exclusive, server([live], theirs))).toEqual([]);
  });

  it('is deleted in an exclusive project', () => {
    const exclusive = flatten(declaredStack([declaredProject('Payments', { exclusive: true })]));
    expect(plannedChanges(exclusive, server([live]))).toEqual(['delete Payments/#PROJECT_EXT_1 (exclusive-project)']);
  });

  it('stops the plan where it was protected', () => {
    expect(plannedChanges(manifestOf(), server([live], owned({ registry: { ...entry, protect: true } })))).toEqual([
      'PB506 `Payments/registry` is no longer declared, and it was declared with `protect: true`.',
    ]);
  });

  it('is forgotten where it is gone from the server already', () => {
    expect(plannedChanges(manifestOf(), server([], owned({ registry: entry })))).toEqual([
      'forget Payments/registry (deleted-on-server)',
    ]);
  });
});
