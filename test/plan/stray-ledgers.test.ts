import { describe, expect, it } from 'vitest';
import { flatten } from '../../compiler/flatten/flatten.ts';
import type { LiveFeature, LiveProject, Manifest } from '../../compiler/model.ts';
import { planChanges } from '../../compiler/plan/plan.ts';
import { declaredProject, declaredRegistry, declaredStack } from '../declared.ts';
import { ledgerFeature, liveProject, liveRegistry, liveState } from '../live-state.ts';
import { plannedLines } from './planned-lines.ts';

const entry = { kind: 'dockerRegistry', id: 'E1' };
const ledger = ledgerFeature('L1', 'acme', 'Payments', { registry: entry });
const connections = [liveRegistry('E1', 'Registry registry')];
const original = liveProject('Payments', { connections, ledgers: [ledger] });
const copyOf = (id: string, ...ledgers: readonly LiveFeature[]): LiveProject =>
  liveProject(id, { connections, ledgers });

const declaring = (project: string, more: Parameters<typeof declaredProject>[1] = {}): Manifest =>
  flatten(declaredStack([declaredProject(project, { connections: [declaredRegistry('registry')], ...more })]));

describe('a ledger that was copied along with its project', () => {
  const live = liveState([original, copyOf('Copy', { ...ledger, id: 'L2' })]);

  it('owns nothing and deletes nothing, and is said to be a copy', () => {
    const { plan, diagnostics } = planChanges(declaring('Payments'), live);
    expect(plan.changes).toEqual([]);
    expect(plan.unmanaged).toEqual([{ project: 'Copy', connections: 1 }]);
    expect(diagnostics).toEqual([
      {
        code: 'PB515',
        severity: 'warning',
        title: 'ledger was written for another project',
        message: 'Project `Copy` has a copy of the ledger of stack `acme` in `Payments` (feature `L2`).',
        notes: [
          'TeamCity copies a ledger along with its project.',
          'Nothing in it counts as owned: nothing is changed or deleted because of it.',
        ],
        hint: 'Remove it with `plugboard forget --copies`. To own connections of `Copy` too, declare them and run with `--adopt-matching`.',
      },
    ]);
  });

  it('is none of another stack’s business, unless that declares something in the project', () => {
    const theirs = liveState([
      original,
      copyOf('Copy', { ...ledger, id: 'L2', properties: { ...ledger.properties, stack: 'other' } }),
    ]);
    expect(plannedLines(declaring('Payments'), theirs)).toEqual([]);
    const manifest = declaring('Copy', { connections: [declaredRegistry('registry', { adopt: 'E1' })] });
    expect(plannedLines(manifest, theirs).filter((line) => line.startsWith('PB'))).toEqual([
      'PB515 Project `Copy` has a ledger of stack `other` that was written for `Payments` (feature `L2`).',
    ]);
  });

  it('is not mistaken for the one that the stack has written there since', () => {
    const own = ledgerFeature('L3', 'acme', 'Copy', { registry: entry });
    const both = liveState([copyOf('Copy', { ...ledger, id: 'L2' }, own)]);
    expect(plannedLines(declaring('Copy'), both)).toEqual([
      'PB515 The ledger of stack `acme` in project `Copy` (feature `L2`) was written for `Payments`, which the server does not have.',
    ]);
  });

  it('is read no further: what is in it may be damaged', () => {
    const damaged = { ...ledger, id: 'L2', properties: { ...ledger.properties, format: '9', 'connection:x': '{' } };
    expect(plannedLines(declaring('Payments'), liveState([original, copyOf('Copy', damaged)]))).toHaveLength(1);
  });
});

describe('a project whose id was changed', () => {
  const live = liveState([copyOf('Billing', ledger)]);

  it('is told apart from a copy, and its connections are taken over by `--adopt-matching`', () => {
    const { diagnostics } = planChanges(declaring('Billing'), live);
    expect(diagnostics.map(({ code }) => code)).toEqual(['PB515', 'PB501']);
    expect(diagnostics[0]).toMatchObject({
      message:
        'The ledger of stack `acme` in project `Billing` (feature `L1`) was written for `Payments`, which the server does not have.',
      hint: 'If `Payments` became `Billing`, declare its connections there and run with `--adopt-matching`: they keep their ids and secrets. `plugboard forget --copies` removes the old ledger.',
    });
    expect(plannedLines(declaring('Billing'), live, { adoptMatching: true })[0]).toBe(
      'adopt Billing/registry (adopt-matching)',
    );
  });

  it('keeps its ledger where only the case of its id has changed', () => {
    const cased = liveState([liveProject('PAYMENTS', { connections, ledgers: [ledger] })]);
    expect(plannedLines(declaring('PAYMENTS'), cased)).toEqual([]);
  });
});

describe('a ledger that does not say whose it is', () => {
  const { stack: _, ...properties } = ledger.properties;
  const live = liveState([copyOf('Payments', { ...ledger, properties })]);

  it('stops a plan that would touch its project, and no other', () => {
    expect(plannedLines(declaring('Payments'), live)[0]).toBe(
      'PB508 A ledger in project `Payments` (feature `L1`) is damaged at property `stack`.',
    );
    expect(plannedLines(declaring('Other'), live).filter((line) => line.startsWith('PB'))).toEqual([]);
  });
});
