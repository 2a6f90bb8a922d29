import { describe, expect, it } from 'vitest';
import { flatten } from '../../compiler/flatten/flatten.ts';
import { appliedDigests } from '../../compiler/ledger/applied.ts';
import type { DeclaredConnection, Drift, LedgerEntry, Live, LiveFeature } from '../../compiler/model.ts';
import { findDrift } from '../../compiler/plan/drift.ts';
import { planChanges } from '../../compiler/plan/plan.ts';
import { declaredProject, declaredRegistry, declaredStack } from '../declared.ts';
import { ledgerFeature, liveProject, liveRegistry, liveState } from '../live-state.ts';

const url = 'https://registry.example.com';
const registry = declaredRegistry('registry', { properties: { name: 'Registry', url } });
const applied = liveRegistry('PROJECT_EXT_1', 'Registry');

const entry = (more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  kind: 'dockerRegistry',
  id: 'PROJECT_EXT_1',
  applied: appliedDigests(applied.properties, [], () => undefined),
  ...more,
});

interface Now {
  readonly connections?: readonly LiveFeature[];
  readonly elsewhere?: readonly LiveFeature[];
  readonly entries?: Readonly<Record<string, LedgerEntry>>;
  readonly declared?: readonly DeclaredConnection[];
  readonly exclusive?: boolean;
}

function drift({
  connections = [applied],
  elsewhere = [],
  entries = { registry: entry() },
  declared = [registry],
  exclusive = false,
}: Now): Drift['items'] {
  const live: Live = liveState([
    liveProject('Payments', { connections, ledgers: [ledgerFeature('PROJECT_EXT_90', 'acme', 'Payments', entries)] }),
    liveProject('Other', { connections: elsewhere }),
  ]);
  const payments = declaredProject('Payments', { connections: declared, exclusive });
  const manifest = flatten(declaredStack([payments]));
  return findDrift(manifest, live, planChanges(manifest, live, { allowReplace: true })).items;
}

describe('drift', () => {
  it('is nothing where the server is as it was applied', () => {
    expect(drift({})).toEqual([]);
  });

  it('is an edit by hand, which apply would change back', () => {
    const edited = liveRegistry('PROJECT_EXT_1', 'Registry', {
      repositoryUrl: 'https://other.example.com',
      userName: 'x',
    });
    expect(drift({ connections: [edited] })).toEqual([
      {
        what: 'edited',
        address: 'Payments/registry',
        project: 'Payments',
        kind: 'dockerRegistry',
        displayName: 'Registry',
        featureId: 'PROJECT_EXT_1',
        properties: [
          {
            property: 'url',
            featureProperty: 'repositoryUrl',
            declared: url,
            live: 'https://other.example.com',
            sensitive: false,
          },
          { property: 'userName', featureProperty: 'userName', declared: undefined, live: 'x', sensitive: false },
        ],
        remedy: 'update',
        refused: undefined,
      },
    ]);
  });

  it('is no change of the program that is not applied yet', () => {
    const changed = declaredRegistry('registry', { properties: { name: 'Other', url: 'https://new.example.com' } });
    expect(drift({ declared: [changed] })).toEqual([]);
  });

  it('is nothing to mend where somebody has done by hand what the program says by now', () => {
    const moved = 'https://new.example.com';
    const changed = declaredRegistry('registry', { properties: { name: 'Registry', url: moved } });
    expect(
      drift({
        declared: [changed],
        connections: [liveRegistry('PROJECT_EXT_1', 'Registry', { repositoryUrl: moved })],
      }),
    ).toEqual([]);
  });

  it('is not what the server writes by itself, and no default that it fills in', () => {
    const withNoise = { ...applied, properties: { ...applied.properties, userName: '' } };
    expect(drift({ connections: [withNoise] })).toEqual([]);
  });

  it.each<[string, Now, object]>([
    ['a renaming', { connections: [liveRegistry('PROJECT_EXT_1', 'Mine')] }, { what: 'renamed', remedy: 'update' }],
    ['a deletion', { connections: [] }, { what: 'deleted', remedy: 'create' }],
    [
      'a deletion of what nobody declares any more',
      { connections: [], declared: [] },
      { what: 'deleted', remedy: 'forget' },
    ],
    [
      'one that was made anew by hand, which apply refuses to take over unasked',
      { connections: [liveRegistry('PROJECT_EXT_8', 'Registry')] },
      { what: 'recreated', found: { project: 'Payments', featureId: 'PROJECT_EXT_8' }, refused: 'PB501' },
    ],
    [
      'a move to another project',
      { connections: [], elsewhere: [applied] },
      { what: 'moved', found: { project: 'Other', featureId: 'PROJECT_EXT_1' }, remedy: 'create' },
    ],
    [
      'a secret that is gone',
      { entries: { registry: entry({ revisions: { 'secure:userPass': 1 } }) } },
      { what: 'edited', properties: [{ property: 'password', featureProperty: 'secure:userPass', sensitive: true }] },
    ],
  ])('is %s', (_, now, expected) => {
    expect(drift(now)).toMatchObject([{ address: 'Payments/registry', ...expected }]);
  });

  it('is what was added to an exclusive project, and only there', () => {
    const connections = [applied, liveRegistry('PROJECT_EXT_5', 'By hand')];
    expect(drift({ connections })).toEqual([]);
    expect(drift({ connections, exclusive: true })).toMatchObject([
      { what: 'added', featureId: 'PROJECT_EXT_5', displayName: 'By hand', remedy: 'delete' },
    ]);
  });
});

describe('a plan that only refreshes', () => {
  const moved = 'https://new.example.com';
  const behind: Now = {
    declared: [declaredRegistry('registry', { properties: { name: 'Registry', url: moved } })],
    connections: [liveRegistry('PROJECT_EXT_1', 'Registry', { repositoryUrl: moved })],
  };

  const refresh = ({ connections = [applied], declared = [registry] }: Now): readonly string[] => {
    const ledger = ledgerFeature('PROJECT_EXT_90', 'acme', 'Payments', { registry: entry() });
    const live = liveState([liveProject('Payments', { connections, ledgers: [ledger] })]);
    const manifest = flatten(declaredStack([declaredProject('Payments', { connections: declared })]));
    const { plan, diagnostics } = planChanges(manifest, live, { refreshOnly: true });
    expect(diagnostics).toEqual([]);
    return plan.changes.map((change) => `${change.action} ${change.target === 'connection' ? change.reason : ''}`);
  };

  it('records what the server and the program agree about', () => {
    expect(refresh(behind)).toEqual(['record ledger-behind']);
  });

  it('forgets what is neither declared nor there', () => {
    expect(refresh({ declared: [], connections: [] })).toEqual(['forget deleted-on-server']);
  });

  it('touches no connection: what the two disagree about stays', () => {
    expect(refresh({ connections: [liveRegistry('PROJECT_EXT_1', 'Renamed')] })).toEqual([]);
    expect(refresh({ connections: [] })).toEqual([]);
    expect(refresh({ declared: [] })).toEqual([]);
  });
});
