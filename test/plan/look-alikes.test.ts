import { describe, expect, it } from 'vitest';
import { planChanges } from '../../compiler/plan/plan.ts';
import { declaredRegistry } from '../declared.ts';
import { ledgerFeature, liveProject, liveRegistry, liveState } from '../live-state.ts';
import { manifestOf, plannedLines } from './planned-lines.ts';

const one = declaredRegistry('one', { properties: { name: 'Registry', url: 'https://registry.example.com' } });
const two = declaredRegistry('two', { properties: { name: 'Registry', url: 'https://registry.example.com' } });
const live = (...ids: readonly string[]): ReturnType<typeof liveState> =>
  liveState([liveProject('Payments', { connections: ids.map((id) => liveRegistry(id, 'Registry')) })]);
const adoptMatching = { adoptMatching: true };

const exists = (ids: string): string =>
  `PB501 Project \`Payments\` has a \`dockerRegistry\` named \`Registry\` already (${ids}), which no stack owns.`;

describe('a connection that nobody owns and that looks like a declared one', () => {
  it('stops the plan with the line that adopts it, and the option', () => {
    expect(planChanges(manifestOf(one), live('E1')).diagnostics).toEqual([
      {
        code: 'PB501',
        severity: 'error',
        title: 'connection exists already',
        message: 'Project `Payments` has a `dockerRegistry` named `Registry` already (`E1`), which no stack owns.',
        address: 'Payments/one',
        notes: ['Plugboard takes nothing over unasked, and a second one with the same name would confuse everybody.'],
        hint: "To take it over, add `adopt: 'E1'` to `Payments/one`, or run with `--adopt-matching`. To have both, give this one another display name.",
      },
    ]);
  });

  it('is taken over with `--adopt-matching`', () => {
    expect(plannedLines(manifestOf(one), live('E1'), adoptMatching)).toEqual(['adopt Payments/one (adopt-matching)']);
  });

  it('is taken over with it also where it stands in for one that somebody deleted', () => {
    const ledgers = [ledgerFeature('L', 'acme', 'Payments', { one: { kind: 'dockerRegistry', id: 'E0' } })];
    const state = liveState([liveProject('Payments', { connections: [liveRegistry('E1', 'Registry')], ledgers })]);
    expect(plannedLines(manifestOf(one), state, adoptMatching)).toEqual(['adopt Payments/one (adopt-matching)']);
  });

  it('is an error that names all where several would fit, with the option too', () => {
    const { plan, diagnostics } = planChanges(manifestOf(one), live('E1', 'E2'), adoptMatching);
    expect(plan.changes).toEqual([]);
    expect(diagnostics).toMatchObject([
      {
        message: exists('`E1`, `E2`').slice('PB501 '.length),
        notes: [expect.any(String), '`--adopt-matching` takes over only what fits one declaration, and no other.'],
        hint: "To take it over, add `adopt: 'E1'` or `adopt: 'E2'` to `Payments/one`. To have both, give this one another display name.",
      },
    ]);
  });

  it('is an error for each declaration where it fits several, with the option too', () => {
    const { plan, diagnostics } = planChanges(manifestOf(one, two), live('E1'), adoptMatching);
    expect(plan.changes).toEqual([]);
    expect(diagnostics.map(({ address, notes = [] }) => [address, notes[1]])).toEqual([
      ['Payments/one', '`Payments/two` of this stack would be as good a match.'],
      ['Payments/two', '`Payments/one` of this stack would be as good a match.'],
    ]);
  });

  it('stops nothing where another declaration has it by its adopt line', () => {
    const manifest = manifestOf({ ...one, adopt: 'E1' }, two);
    const lines = ['adopt Payments/one (adopt-line)', 'create Payments/two (declared)'];
    expect(plannedLines(manifest, live('E1'))).toEqual(lines);
    expect(plannedLines(manifest, live('E1'), adoptMatching)).toEqual(lines);
  });

  it('is not taken over where another stack owns it, or may own it', () => {
    const theirs = ledgerFeature('L', 'other', 'Payments', { x: { kind: 'dockerRegistry', id: 'E1' } });
    const newer = { ...theirs, properties: { ...theirs.properties, format: '2' } };
    for (const ledger of [theirs, newer]) {
      const state = liveState([
        liveProject('Payments', { connections: [liveRegistry('E1', 'Registry')], ledgers: [ledger] }),
      ]);
      expect(plannedLines(manifestOf(one), state, adoptMatching)).toEqual(['create Payments/one (declared)']);
    }
  });
});
