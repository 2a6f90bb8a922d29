import { describe, expect, it } from 'vitest';
import { needsAreKnown } from '../../compiler/check/rules/needs-are-known.ts';
import type { DeclaredNeed } from '../../compiler/model.ts';
import { declaredProject, declaredStack, need, useNeed } from '../declared.ts';
import { runRule } from './run-rule.ts';

const found = (...needs: readonly DeclaredNeed[]) =>
  runRule(needsAreKnown, declaredStack([declaredProject('Payments', { needs })]));

describe('needs are known', () => {
  it('accepts kinds, their properties and uses', () => {
    expect(
      found(
        need('dockerRegistry', { url: 'x' }),
        need('awsConnection', { credentialsType: 'iamRole' }),
        useNeed('vcs-root'),
      ),
    ).toEqual([]);
  });

  it('suggests the kind, the property and the use that were meant', () => {
    const wrong = found(need('slackConection'), need('dockerRegistry', { uri: 'x' }), useNeed('issue-trakcer'));
    expect(wrong.map(({ code, message, hint, place }) => [code, message, hint, place?.path])).toEqual([
      [
        'PB207',
        '`slackConection` is not a kind of connection that Plugboard knows.',
        'Did you mean `slackConnection`?',
        ['needs', '0'],
      ],
      ['PB201', 'No `dockerRegistry` can be told by `uri`.', 'Did you mean `url`?', ['needs', '1']],
      ['PB203', 'TeamCity uses no connection for `issue-trakcer`.', 'Did you mean `issue-tracker`?', ['needs', '2']],
    ]);
  });

  it('knows no need by a secret, whose value nobody may write', () => {
    expect(found(need('dockerRegistry', { password: 'x' }))).toMatchObject([{ code: 'PB201' }]);
  });
});
