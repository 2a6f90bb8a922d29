import { describe, expect, it } from 'vitest';
import { flatten } from '../../compiler/flatten/flatten.ts';
import { declaredProject, declaredStack } from '../declared.ts';
import { liveProject, liveState } from '../live-state.ts';
import { registry } from './payments.ts';
import { manifestOf, plannedChanges } from './planned-lines.ts';

describe('a project', () => {
  it('is created before what is in it, parents first', () => {
    const below = declaredProject('Below', { name: 'Below!', connections: [registry] });
    const manifest = flatten(declaredStack([declaredProject('Above', { projects: [below] })]));
    expect(plannedChanges(manifest, liveState([])).map((text) => text.split(' (')[0])).toEqual([
      'create project Above',
      'create project Below',
      'create Below/registry',
    ]);
  });

  it('keeps the name that it has unless the author gives one', () => {
    const named = liveState([liveProject('Payments', { name: 'Payments & more' })]);
    expect(plannedChanges(manifestOf(), named)).toEqual([]);
    const renamed = flatten(declaredStack([declaredProject('Payments', { name: 'Pay' })]));
    expect(plannedChanges(renamed, named)).toEqual(['update project Payments']);
  });

  it('must have a parent on the server or in the stack', () => {
    const manifest = flatten(declaredStack([declaredProject('Payments', { parent: 'Nowhere' })]));
    expect(plannedChanges(manifest, liveState([]))).toEqual([
      'PB502 Project `Payments` is to stand under `Nowhere`, which the server does not have.',
    ]);
  });

  it('is not made a second time in another spelling', () => {
    const manifest = flatten(declaredStack([declaredProject('payMENTS', { projects: [declaredProject('Below')] })]));
    expect(plannedChanges(manifest, liveState([liveProject('Payments')]))).toEqual([
      'create project Below',
      'PB512 Project `payMENTS` is spelled `Payments` on the server.',
    ]);
  });

  it('is not moved', () => {
    const moved = liveState([liveProject('Other'), liveProject('Payments', { parent: 'Other' })]);
    expect(plannedChanges(manifestOf(), moved)).toEqual([
      'PB509 Project `Payments` is declared under `_Root` and stands under `Other` on the server.',
    ]);
  });

  it('is refused where its settings are read-only and something in it would change', () => {
    const readOnly = liveState([liveProject('Payments', { readOnly: true })]);
    expect(plannedChanges(manifestOf(registry), readOnly).at(-1)).toBe(
      'PB504 Project `Payments` is read-only on the server, and the plan changes it.',
    );
    expect(plannedChanges(manifestOf(), readOnly)).toEqual([]);
  });
});
