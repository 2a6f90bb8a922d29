import { describe, expect, it } from 'vitest';
import { judge } from '../../compiler/plan/verdict.ts';
import { dangerWords, verdictLine } from '../../compiler/render/verdict-text.ts';
import { connection, plan } from '../render/forms/reports.ts';

const verdictOf = (changes: typeof plan.changes): readonly string[] => {
  const verdict = judge({ ...plan, changes });
  return [verdictLine(verdict), ...verdict.dangers.map((danger) => `${danger.address} ${dangerWords(danger)}`)];
};

describe('the verdict on a plan', () => {
  it('is that a connection goes with its secrets, and who is left with none of its kind', () => {
    expect(verdictOf(plan.changes)).toEqual([
      'Dangerous: 1 connection destroyed, 1 secret lost, 1 project left without any connection of a kind.',
      '_Root/old is destroyed, and 1 secret on the server with it',
      '_Root/old is the last dockerRegistry of 1 project: Payments',
    ]);
  });

  it('is that a replacement breaks what uses the old id, under the kind that it was', () => {
    const seen = { properties: { providerType: 'slackConnection' }, hidden: ['secure:token', 'secure:other'] };
    expect(
      verdictOf([
        connection('replace', 'A/one', {
          seen,
          lostSecrets: ['token', 'other'],
          effects: [{ effect: 'loses', projects: 0, lastOfKind: 0 }],
        }),
      ]),
    ).toEqual([
      'Dangerous: 1 connection replaced, 2 secrets lost, 2 projects left without any connection of a kind.',
      'A/one is replaced, and 2 secrets on the server with it: whatever uses its id stops working',
      'A/one is the last slackConnection of 2 projects: Payments, Payments_Api',
    ]);
  });

  it('is that an edit takes a secret away', () => {
    const password = { property: 'password', featureProperty: 'secure:userPass', sensitive: true };
    expect(verdictOf([connection('update', 'A/one', { properties: [password] })])).toEqual([
      'Dangerous: 1 secret lost.',
      'A/one loses 1 secret on the server',
    ]);
  });

  it('is calm where things are only made, edited, adopted or recorded', () => {
    const actions = ['create', 'update', 'adopt', 'move', 'record', 'forget'] as const;
    expect(verdictOf(actions.map((action) => connection(action, `A/${action}`)))).toEqual([
      'Not dangerous: nothing is destroyed or replaced, and no secret is lost.',
    ]);
  });

  it('counts a project once that loses two kinds', () => {
    const effects = [{ effect: 'loses', projects: 0, lastOfKind: 0 }] as const;
    const { projects } = judge({
      ...plan,
      changes: [connection('delete', 'A/a', { effects }), connection('delete', 'A/b', { effects })],
    });
    expect(projects).toBe(2);
  });
});
