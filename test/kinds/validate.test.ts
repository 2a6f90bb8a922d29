import { describe, expect, it } from 'vitest';
import { builtInKinds } from '../../compiler/kinds/registry.ts';
import { type SchemaFinding, validateProperties } from '../../compiler/kinds/validate.ts';

const secret = { secret: 'env', name: 'TOKEN' };
const github = { displayName: 'GitHub.com', clientId: 'Iv1.1', clientSecret: secret };
const ecr = {
  displayName: 'ECR',
  registryId: '123456789012',
  regionCode: 'eu-central-1',
  credentialsProvider: { option: 'defaultCredentialsProvider' },
  credentialsType: { option: 'accessKeys' },
};
const ghe = { ...github, serverUrl: 'https://github.example.com' };

function findings(name: string, properties: Readonly<Record<string, unknown>>): readonly SchemaFinding[] {
  const kind = builtInKinds.named(name);
  if (kind === undefined) throw new Error(`no kind ${name}`);
  return validateProperties(kind, properties);
}

describe('validation of properties', () => {
  it('finds nothing where they are right', () => {
    expect(findings('githubConnection', github)).toEqual([]);
    expect(findings('dockerECRRegistry', ecr)).toEqual([]);
  });

  it('names the properties that there are, for one that is not known', () => {
    expect(findings('githubConnection', { ...github, clientld: 'x' })).toEqual([
      {
        fault: 'unknown',
        path: ['clientld'],
        message: 'is not known',
        known: ['displayName', 'clientId', 'clientSecret', 'adopt', 'formerly', 'protect'],
      },
    ]);
  });

  it('says what a missing property is to be', () => {
    const { clientSecret: _, ...rest } = github;
    expect(findings('githubConnection', rest)).toEqual([
      {
        fault: 'missing',
        path: ['clientSecret'],
        message: 'is missing',
        expected: "a reference to a secret, such as `secret.env('NAME')`",
      },
    ]);
  });

  it('says what is there and what ought to be', () => {
    expect(findings('gheConnection', { ...ghe, serverUrl: 'github.example.com' })).toEqual([
      {
        fault: 'wrong',
        path: ['serverUrl'],
        message: 'is `"github.example.com"`, but must be a URL that starts with `https://` or `http://`',
        expected: 'a URL that starts with `https://` or `http://`',
      },
    ]);
  });

  it('says one thing about a value that fits none of several types', () => {
    expect(findings('gheConnection', { ...ghe, useUniqueCallback: 'yes' })).toEqual([
      {
        fault: 'wrong',
        path: ['useUniqueCallback'],
        message: 'is `"yes"`, but must be `true`, `false` or a parameter reference such as `%name%`',
        expected: '`true`, `false` or a parameter reference such as `%name%`',
      },
    ]);
  });

  it('accepts a parameter reference for a flag, a number and a URL', () => {
    expect(findings('gheConnection', { ...ghe, serverUrl: '%ghe.url%', useUniqueCallback: '%unique%' })).toEqual([]);
  });

  it('calls a value that is not data by its sort', () => {
    expect(findings('githubConnection', { ...github, clientId: { $unsupported: 'function' } })).toEqual([
      {
        fault: 'wrong',
        path: ['clientId'],
        message: 'is a function, but must be text that is not empty',
        expected: 'text that is not empty',
      },
    ]);
  });

  it('lists the options where none was chosen', () => {
    const expected = '`accessKey({...})` or `defaultCredentialsProvider()`';
    const known = ['accessKey', 'defaultCredentialsProvider'];
    const path = ['credentialsProvider'];
    const wrong = (shown: string): SchemaFinding[] => [
      { fault: 'wrong', path, message: `is ${shown}, but must be ${expected}`, expected, known },
    ];
    expect(findings('dockerECRRegistry', { ...ecr, credentialsProvider: { option: 'keys' } })).toEqual(
      wrong('`keys(...)`'),
    );
    expect(findings('dockerECRRegistry', { ...ecr, credentialsProvider: {} })).toEqual(wrong('an object'));
    expect(findings('dockerECRRegistry', { ...ecr, credentialsProvider: 'AKIA' })).toEqual(wrong('text'));
    expect(findings('dockerECRRegistry', { ...ecr, credentialsProvider: { $unsupported: 'function' } })).toEqual(
      wrong('a function'),
    );
  });

  it('speaks only of the option that was chosen', () => {
    const credentialsProvider = { option: 'accessKey', accessKeyId: '', region: 'x' };
    expect(findings('dockerECRRegistry', { ...ecr, credentialsProvider })).toEqual([
      {
        fault: 'wrong',
        path: ['credentialsProvider', 'accessKeyId'],
        message: 'is `""`, but must be text that is not empty',
        expected: 'text that is not empty',
      },
      {
        fault: 'unknown',
        path: ['credentialsProvider', 'region'],
        message: 'is not known',
        known: ['accessKeyId', 'secretAccessKey'],
      },
      {
        fault: 'missing',
        path: ['credentialsProvider', 'secretAccessKey'],
        message: 'is missing',
        expected: "a reference to a secret, such as `secret.env('NAME')`",
      },
    ]);
  });

  it('finds a secret in plain text and never repeats it', () => {
    const found = findings('githubConnection', { ...github, clientSecret: 'hunter2-in-the-open' });
    expect(found).toEqual([
      {
        fault: 'plain-secret',
        path: ['clientSecret'],
        message: 'is a secret that stands in the program',
        expected: "a reference to a secret, such as `secret.env('NAME')`",
      },
    ]);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  it('says one thing about a broken reference to a secret, without its content', () => {
    const found = findings('githubConnection', { ...github, clientSecret: { secret: 'env', value: 'hunter2' } });
    expect(found).toEqual([
      {
        fault: 'wrong',
        path: ['clientSecret'],
        message: "must be a reference to a secret, such as `secret.env('NAME')`",
        expected: "a reference to a secret, such as `secret.env('NAME')`",
      },
    ]);
  });

  it('finds everything at once, by path', () => {
    const found = findings('gheConnection', { zzz: 1, displayName: 7, serverUrl: 'x', clientSecret: 'y' });
    expect(found.map(({ fault, path }) => `${fault} ${path.join('.')}`)).toEqual([
      'missing clientId',
      'plain-secret clientSecret',
      'wrong displayName',
      'wrong serverUrl',
      'unknown zzz',
    ]);
  });

  it('keeps a long value short', () => {
    const [found] = findings('gheConnection', { ...ghe, serverUrl: 'x'.repeat(500) });
    expect(found?.message).toMatch(
      /^is `"x{71}…\(382 characters left out\)…x{47}"` \(sha256 [0-9a-f]{64}\), but must be a URL that starts with `https:\/\/` or `http:\/\/`$/,
    );
  });

  it('finds a plain secret and a wrong value among free names', () => {
    const other = { providerType: 'Other', displayName: 'a' };
    expect(findings('custom', { ...other, properties: { url: 7 }, secrets: { token: 'hunter2' } })).toEqual([
      {
        fault: 'wrong',
        path: ['properties', 'url'],
        message: 'is `7`, but must be text',
        expected: 'text',
      },
      {
        fault: 'plain-secret',
        path: ['secrets', 'token'],
        message: 'is a secret that stands in the program',
        expected: "a reference to a secret, such as `secret.env('NAME')`",
      },
    ]);
  });

  it('keeps secure names out of the ones that are shown', () => {
    const form = { providerType: 'Other', displayName: 'a', properties: { 'secure:token': 'hunter2' } };
    expect(findings('custom', form).map(({ path, message }) => `${path.join('.')} ${message}`)).toEqual([
      'properties is an object, but must be texts by the names of feature properties, without `providerType`, `displayName` and those that start with `secure:`',
    ]);
  });
});
