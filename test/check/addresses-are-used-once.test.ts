import { describe, expect, it } from 'vitest';
import { addressesAreUsedOnce } from '../../compiler/check/rules/addresses-are-used-once.ts';
import { declaredProject, declaredRegistry, declaredStack } from '../declared.ts';
import { runRule } from './run-rule.ts';

const messages = (...connections: readonly ReturnType<typeof declaredRegistry>[]): readonly string[] =>
  runRule(addressesAreUsedOnce, declaredStack([declaredProject('Payments', { connections })])).map(
    ({ code, message }) => `${code} ${message}`,
  );

describe('addresses are used once', () => {
  it('accepts a former key that nobody uses', () => {
    expect(messages(declaredRegistry('now', { formerly: 'before' }))).toEqual([]);
  });

  it('reports a former key that another connection has', () => {
    expect(messages(declaredRegistry('other'), declaredRegistry('now', { formerly: 'other' }))).toEqual([
      'PB304 `Payments/now` was formerly `Payments/other`, which `Payments/other` uses.',
    ]);
  });

  it('reports a former key that two connections claim', () => {
    expect(messages(declaredRegistry('a', { formerly: 'old' }), declaredRegistry('b', { formerly: 'old' }))).toEqual([
      'PB304 `Payments/b` was formerly `Payments/old`, which `Payments/a` uses.',
    ]);
  });

  it('reports a live connection that is adopted twice', () => {
    expect(
      messages(declaredRegistry('a', { adopt: 'PROJECT_EXT_1' }), declaredRegistry('b', { adopt: 'PROJECT_EXT_1' })),
    ).toEqual(['PB304 `Payments/b` adopts `PROJECT_EXT_1`, as `Payments/a` does.']);
  });
});
