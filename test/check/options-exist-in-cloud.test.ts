import { describe, expect, it } from 'vitest';
import { optionsExistInCloud } from '../../compiler/check/rules/options-exist-in-cloud.ts';
import { declaredAws, declaredAwsRole, declaredRegistry, declaredStack } from '../declared.ts';
import { runRule } from './run-rule.ts';

describe('options exist in the cloud', () => {
  const ofServer = declaredAws('base');
  const stack = declaredStack([], {
    connections: [ofServer, declaredAwsRole('role', { existing: 'aws_1' }), declaredRegistry('registry')],
  });

  it('finds the credentials of a machine that nobody has', () => {
    expect(runRule(optionsExistInCloud, { ...stack, edition: 'cloud' })).toMatchObject([
      {
        code: 'PB220',
        message: '`credentialsType` of `_Root/base` is `awsDefault`, which TeamCity Cloud does not have.',
        place: { call: ofServer.call, path: ['credentialsType'] },
      },
    ]);
  });

  it('accepts them on a server of one’s own', () => {
    expect(runRule(optionsExistInCloud, stack)).toEqual([]);
  });
});
