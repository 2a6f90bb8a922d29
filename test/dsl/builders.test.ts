import { accessKey, dockerECRRegistry, ecrPublic, githubConnection, secret, tempCredentials } from 'plugboard';
import { describe, expect, it } from 'vitest';
import { right } from './must-not-compile.ts';

describe('a reference to a secret', () => {
  it('is data that says where the value is kept', () => {
    expect(secret.env('A', { revision: 2 })).toEqual({ secret: 'env', name: 'A', revision: 2 });
    expect(secret.file('a')).toEqual({ secret: 'file', path: 'a' });
    expect(secret.keep()).toEqual({ secret: 'keep' });
    expect(secret.vault({ path: 'ci/registry', key: 'password' })).toEqual({
      secret: 'vault',
      mount: 'secret',
      path: 'ci/registry',
      key: 'password',
    });
    expect(secret.vault({ mount: 'kv', path: 'a', key: 'b', version: 3 }, { revision: 2 })).toEqual({
      secret: 'vault',
      mount: 'kv',
      path: 'a',
      key: 'b',
      version: 3,
      revision: 2,
    });
    const command = ['pass', 'show', 'ci/registry'] as const;
    expect(secret.command([...command], { revision: 2 })).toEqual({ secret: 'command', command, revision: 2 });
  });
});

describe('a builder', () => {
  it('names its kind', () => {
    expect(right.map(({ kind }) => kind)).toEqual([
      'githubConnection',
      'githubConnection',
      'gheConnection',
      'slackConnection',
      'dockerECRRegistry',
      'githubConnection',
      'githubConnection',
      'githubConnection',
      'custom',
      'awsConnection',
      'awsConnection',
    ]);
  });

  it('returns data: the kind, the properties, and apart from them the options', () => {
    const clientSecret = secret.env('GITHUB', { revision: 2 });
    const { call, ...connection } = githubConnection({ displayName: 'a', clientId: 'b', clientSecret, protect: true });
    expect(call).toBeGreaterThan(0);
    expect(connection).toEqual({
      kind: 'githubConnection',
      properties: { displayName: 'a', clientId: 'b', clientSecret: { secret: 'env', name: 'GITHUB', revision: 2 } },
      options: { adopt: undefined, formerly: undefined, protect: true },
    });
  });

  it('takes options as what their builders return', () => {
    const { properties } = dockerECRRegistry({
      displayName: 'a',
      ecrType: ecrPublic(),
      registryId: '123456789012',
      regionCode: 'us-east-1',
      credentialsProvider: accessKey({ accessKeyId: 'AKIA', secretAccessKey: secret.file('key') }),
      credentialsType: tempCredentials({ iamRoleArn: 'arn:aws:iam::1:role/a' }),
    });
    expect(properties).toEqual({
      displayName: 'a',
      ecrType: { option: 'ecrPublic' },
      registryId: '123456789012',
      regionCode: 'us-east-1',
      credentialsProvider: {
        option: 'accessKey',
        accessKeyId: 'AKIA',
        secretAccessKey: { secret: 'file', path: 'key' },
      },
      credentialsType: { option: 'tempCredentials', iamRoleArn: 'arn:aws:iam::1:role/a' },
    });
  });
});
