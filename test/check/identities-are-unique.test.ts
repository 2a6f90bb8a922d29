import { describe, expect, it } from 'vitest';
import { identitiesAreUnique } from '../../compiler/check/rules/identities-are-unique.ts';
import type { DeclaredConnection } from '../../compiler/model.ts';
import { declaredConnection, declaredProject, declaredRegistry, declaredStack } from '../declared.ts';
import { runRule } from './run-rule.ts';

const vault = (key: string, vaultId?: string): DeclaredConnection =>
  declaredConnection(key, 'hashiCorpVaultConnection', { name: key, vaultId });

describe('identities are unique', () => {
  it('finds two Vault connections of one project with one id', () => {
    const [first, second] = [vault('a', 'payments'), vault('b', 'payments')];
    const stack = declaredStack([declaredProject('Payments', { connections: [first, second] })]);
    expect(runRule(identitiesAreUnique, stack)).toEqual([
      {
        code: 'PB308',
        message: '`Payments/b` and `Payments/a` both have the `vaultId` `payments`.',
        address: 'Payments/b',
        place: { call: second.call, path: ['vaultId'] },
        label: 'used again here',
        related: [{ place: { call: first.call, path: ['vaultId'] }, label: '`Payments/a` has it already' }],
        notes: ['TeamCity tells connections of this kind apart by it: `Payments` can have one of each.'],
        hint: 'Give one of them another.',
      },
    ]);
  });

  it('accepts one id in two projects, different ids in one, and connections without an id', () => {
    const below = declaredProject('Below', { connections: [vault('a', 'payments'), vault('b', 'other')] });
    const above = declaredProject('Above', {
      connections: [vault('a', 'payments'), vault('b'), vault('c'), declaredRegistry('d'), declaredRegistry('e')],
      projects: [below],
    });
    expect(runRule(identitiesAreUnique, declaredStack([above]))).toEqual([]);
  });
});
