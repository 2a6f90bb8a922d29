import { describe, expect, it } from 'vitest';
import { rootHoldsNoPersonalToken } from '../../compiler/check/rules/root-holds-no-personal-token.ts';
import type { DeclaredConnection } from '../../compiler/model.ts';
import { declaredConnection, declaredProject, declaredRegistry, declaredStack } from '../declared.ts';
import { runRule } from './run-rule.ts';

const personal = (): DeclaredConnection => declaredConnection('azure', 'azureDevopsConnection', { displayName: 'A' });

describe('the root holds no personal token', () => {
  it('finds one', () => {
    const azure = personal();
    expect(runRule(rootHoldsNoPersonalToken, declaredStack([], { connections: [azure] }))).toMatchObject([
      {
        code: 'PB311',
        message: '`accessToken` of `_Root/azure` is the token of one person.',
        place: { call: azure.call, path: ['accessToken'] },
      },
    ]);
  });

  it('accepts one in a project, and secrets that are nobody’s own in the root', () => {
    const payments = declaredProject('Payments', { connections: [personal()] });
    const stack = declaredStack([payments], { connections: [declaredRegistry('registry')] });
    expect(runRule(rootHoldsNoPersonalToken, stack)).toEqual([]);
  });
});
