import { describe, expect, it } from 'vitest';
import { flatten } from '../../compiler/flatten/flatten.ts';
import type { Live, Manifest } from '../../compiler/model.ts';
import { type PlanOptions, planChanges } from '../../compiler/plan/plan.ts';
import { declaredProject, declaredRegistry, declaredStack } from '../declared.ts';
import { ledgerFeature, liveProject, liveRegistry, liveState } from '../live-state.ts';
import { manifestOf } from './planned-lines.ts';

const keys = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `key${index}`);

/** A project with so many registries, all of them owned. */
function owning(count: number, owned = count): Live {
  const entries = keys(owned).map((key) => [key, { kind: 'dockerRegistry', id: `E-${key}` }]);
  return liveState([
    liveProject('Payments', {
      connections: keys(count).map((key) => liveRegistry(`E-${key}`, `Registry ${key}`)),
      ledgers: [ledgerFeature('L', 'acme', 'Payments', Object.fromEntries(entries))],
    }),
  ]);
}

const declaring = (count: number): Manifest => manifestOf(...keys(count).map((key) => declaredRegistry(key)));
const messages = (manifest: Manifest, live: Live, options?: PlanOptions): readonly string[] =>
  planChanges(manifest, live, options).diagnostics.map(({ code, message }) => `${code} ${message}`);

describe('a plan that destroys', () => {
  it('a handful needs no number, be it all that the stack owns', () => {
    expect(messages(declaring(0), owning(5))).toEqual([]);
  });

  it('a third of what the stack owns needs none either, however many they are', () => {
    expect(messages(declaring(12), owning(18))).toEqual([]);
  });

  it('more than both needs the exact number, which the message gives', () => {
    expect(planChanges(declaring(10), owning(16)).diagnostics).toEqual([
      {
        code: 'PB513',
        severity: 'error',
        title: 'more is destroyed than was approved',
        message: 'The plan destroys 6 connections, 38 % of the 16 that the stack owns.',
        notes: ['More than 5 and more than a third of them at once is rarely meant.'],
        hint: 'If it is meant, run with `--allow-destroy=6`.',
      },
    ]);
    expect(messages(declaring(10), owning(16), { allowDestroy: 6 })).toEqual([]);
  });

  it.each([5, 7, 0])('six is refused with another number (%d), and the right one is said', (allowDestroy) => {
    const { diagnostics } = planChanges(declaring(10), owning(16), { allowDestroy });
    expect(diagnostics).toMatchObject([
      {
        code: 'PB513',
        message: `The plan destroys 6 connections, 38 % of the 16 that the stack owns, and \`--allow-destroy=${allowDestroy}\` was given.`,
        hint: 'If that is meant, run with `--allow-destroy=6`.',
      },
    ]);
  });

  it('few is refused with a wrong number too', () => {
    expect(messages(declaring(2), owning(3), { allowDestroy: 2 })).toEqual([
      'PB513 The plan destroys 1 connection, 33 % of the 3 that the stack owns, and `--allow-destroy=2` was given.',
    ]);
    expect(messages(declaring(3), owning(3), { allowDestroy: 2 })).toEqual([
      'PB513 The plan destroys nothing, and `--allow-destroy=2` was given.',
    ]);
  });

  it('what nobody owns counts too, in an exclusive project', () => {
    const exclusive = flatten(declaredStack([declaredProject('Payments', { exclusive: true })]));
    expect(messages(exclusive, owning(8, 2))).toEqual([
      'PB513 The plan destroys 8 connections, more than the 2 that the stack owns.',
    ]);
  });

  it('by replacing counts replacements', () => {
    const npm = manifestOf(
      ...keys(6).map((key) =>
        declaredRegistry(key, { kind: 'npmRegistry', properties: { name: key, url: 'https://npm.example.com' } }),
      ),
    );
    expect(messages(npm, owning(6), { allowReplace: true })).toEqual([
      'PB513 The plan destroys 6 connections, 100 % of the 6 that the stack owns.',
    ]);
  });
});
