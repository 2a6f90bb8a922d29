import { describe, expect, it } from 'vitest';
import type { DeclaredConnection } from '../../compiler/model.ts';
import { planChanges } from '../../compiler/plan/plan.ts';
import { declaredRegistry } from '../declared.ts';
import { liveRegistry } from '../live-state.ts';
import { entry, live, owned, registry, server } from './payments.ts';
import { manifestOf, plannedChanges } from './planned-lines.ts';

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
    expect(plannedChanges(manifestOf(withPassword()), server([hidden], owned(sent(1))))).toEqual([]);
  });

  it('is sent again when its revision changes', () => {
    expect(plannedChanges(manifestOf(withPassword(2)), server([hidden], owned(sent(1))))).toEqual([
      'update Payments/registry (differs); password: undefined -> {"secret":"env","name":"PASSWORD","revision":2}',
    ]);
  });

  const keeping = declaredRegistry('registry', {
    properties: { ...registry.properties, password: { secret: 'keep' } },
  });

  it('is never sent where it is to be kept, whether the server has one or not', () => {
    expect(plannedChanges(manifestOf(keeping), server([hidden], owned({ registry: entry })))).toEqual([]);
    expect(plannedChanges(manifestOf(keeping), server([live], owned({ registry: entry })))).toEqual([]);
  });

  it('is sent once it is no longer to be kept', () => {
    expect(plannedChanges(manifestOf(withPassword()), server([hidden], owned({ registry: entry })))).toEqual([
      'update Payments/registry (differs); password: undefined -> {"secret":"env","name":"PASSWORD"}',
    ]);
  });

  it('leaves the revision that was sent out of the ledger once it is to be kept', () => {
    const state = server([hidden], owned(sent(1)));
    const { plan } = planChanges(manifestOf(keeping), state);
    expect(plannedChanges(manifestOf(keeping), state)).toEqual(['record Payments/registry (differs)']);
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
    expect(plannedChanges(manifestOf(withPassword()), server([live], owned(sent(1))))[0]).toMatch(
      /password: undefined -> \{/,
    );
  });

  it('is removed where it is no longer declared', () => {
    expect(plannedChanges(manifestOf(registry), server([hidden], owned(sent(1))))).toEqual([
      'update Payments/registry (differs); password: undefined -> undefined',
    ]);
  });
});
