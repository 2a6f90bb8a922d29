import { describe, expect, it } from 'vitest';
import { flatten } from '../../compiler/flatten/flatten.ts';
import type { Manifest } from '../../compiler/model.ts';
import { declaredProject, declaredRegistry, declaredStack } from '../declared.ts';
import { ledgerFeature, liveProject, liveRegistry, liveState } from '../live-state.ts';
import { manifestOf, plannedLines } from './planned-lines.ts';

const live = liveRegistry('E1', 'Registry registry');
const entry = { kind: 'dockerRegistry', id: 'E1' };

describe('an exclusive project', () => {
  const exclusive = (more: Parameters<typeof declaredProject>[1] = {}): Manifest =>
    flatten(declaredStack([declaredProject('Payments', { exclusive: true, ...more })]));

  it('keeps what a declaration takes over in the same plan', () => {
    const adopting = exclusive({ connections: [declaredRegistry('registry', { adopt: 'E1' })] });
    const state = liveState([liveProject('Payments', { connections: [live, liveRegistry('E2', 'By hand')] })]);
    expect(plannedLines(adopting, state)).toEqual([
      'adopt Payments/registry (adopt-line)',
      'delete Payments/#E2 (exclusive-project)',
    ]);
    const looking = exclusive({ connections: [declaredRegistry('registry')] });
    expect(plannedLines(looking, state, { adoptMatching: true })).toEqual([
      'adopt Payments/registry (adopt-matching)',
      'delete Payments/#E2 (exclusive-project)',
    ]);
  });

  it('keeps everything where nobody knows what another stack owns', () => {
    const theirs = ledgerFeature('L', 'other', 'Payments', {});
    const newer = { ...theirs, properties: { ...theirs.properties, format: '2' } };
    const state = liveState([liveProject('Payments', { connections: [live], ledgers: [newer] })]);
    expect(plannedLines(exclusive(), state)).toEqual([]);
  });

  it('loses what only a copied ledger names, as nobody owns that', () => {
    const copy = ledgerFeature('L', 'other', 'Origin', { registry: entry });
    const state = liveState([liveProject('Payments', { connections: [live], ledgers: [copy] })]);
    expect(plannedLines(exclusive(), state)[0]).toBe('delete Payments/#E1 (exclusive-project)');
  });

  it('says nothing of what stands in projects below it', () => {
    const below = liveProject('Below', { parent: 'Payments', connections: [live] });
    expect(plannedLines(exclusive(), liveState([liveProject('Payments'), below]))).toEqual([]);
  });
});

describe('a protected connection', () => {
  const npm = { ...live, properties: { ...live.properties, providerType: 'NpmRegistry' } };
  const ledger = (protect?: true): ReturnType<typeof ledgerFeature> =>
    ledgerFeature('L', 'acme', 'Payments', { registry: { ...entry, kind: 'npmRegistry', protect } });
  const replacing = manifestOf(declaredRegistry('registry', { protect: true }));

  it('is not replaced where only the program protects it so far', () => {
    const state = liveState([liveProject('Payments', { connections: [npm], ledgers: [ledger()] })]);
    expect(plannedLines(replacing, state, { allowReplace: true }).at(-1)).toMatch(/^PB506 /);
  });

  it('can be renamed, and keeps its protection', () => {
    const state = liveState([
      liveProject('Payments', {
        connections: [live],
        ledgers: [ledgerFeature('L', 'acme', 'Payments', { registry: { ...entry, protect: true } })],
      }),
    ]);
    const renamed = declaredRegistry('renamed', {
      formerly: 'registry',
      protect: true,
      properties: { name: 'Registry registry', url: 'https://registry.example.com' },
    });
    expect(plannedLines(manifestOf(renamed), state)).toEqual(['move Payments/renamed (renamed-key)']);
  });

  it('that somebody deleted on the server can be given up', () => {
    const state = liveState([liveProject('Payments', { ledgers: [ledger(true)] })]);
    expect(plannedLines(manifestOf(), state)).toEqual(['forget Payments/registry (deleted-on-server)']);
  });

  it('cannot be moved to another project, which would delete it', () => {
    const state = liveState([
      liveProject('Other'),
      liveProject('Payments', {
        connections: [live],
        ledgers: [ledgerFeature('L', 'acme', 'Payments', { registry: { ...entry, protect: true } })],
      }),
    ]);
    const moved = flatten(
      declaredStack([
        declaredProject('Payments'),
        declaredProject('Other', { connections: [declaredRegistry('registry', { protect: true })] }),
      ]),
    );
    expect(plannedLines(moved, state)).toEqual([
      'create Other/registry (declared)',
      'PB506 `Payments/registry` is no longer declared, and it was declared with `protect: true`.',
    ]);
  });
});
