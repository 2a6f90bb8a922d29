import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuthorForm, decode, encode } from '../../compiler/kinds/codec.ts';
import { compareFeature } from '../../compiler/kinds/difference.ts';
import type { Kind } from '../../compiler/kinds/kind.ts';
import { builtInKinds } from '../../compiler/kinds/registry.ts';
import { validateProperties } from '../../compiler/kinds/validate.ts';
import { authorForms, liveFeature } from './author-forms.ts';

const named = builtInKinds.all.map((kind) => [kind.name, kind] as const);

function kindNamed(name: string): Kind {
  const kind = builtInKinds.named(name);
  if (kind === undefined) throw new Error(`no kind ${name}`);
  return kind;
}

const hideSecrets = (form: AuthorForm): unknown =>
  JSON.parse(JSON.stringify(form), (_, value) =>
    typeof value === 'object' && value !== null && 'secret' in value ? { secret: 'hidden' } : value,
  );

describe('every kind', () => {
  it.each(named)('%s: what is encoded decodes to what was written', (_, kind) => {
    fc.assert(
      fc.property(authorForms(kind), (form) => {
        expect(validateProperties(kind, form)).toEqual([]);
        expect(decode(kind, liveFeature(encode(kind, form)))).toEqual({
          properties: hideSecrets(form),
          leftover: {},
          unknown: {},
        });
      }),
    );
  });

  it.each(named)('%s: what was applied as declared does not differ', (_, kind) => {
    fc.assert(
      fc.property(authorForms(kind), (form) => {
        const stored = encode(kind, form);
        expect(compareFeature(kind, stored, liveFeature(stored)).changes).toEqual([]);
      }),
    );
  });
});

describe('encode', () => {
  it('writes provider type, constants and values under the names that the server stores, in their order', () => {
    const stored = encode(kindNamed('githubConnection'), {
      displayName: 'GitHub.com',
      clientId: 'Iv1.1',
      clientSecret: { secret: 'env', name: 'GITHUB', revision: 2 },
    });
    expect(Object.entries(stored)).toEqual([
      ['clientId', 'Iv1.1'],
      ['defaultTokenScope', 'public_repo,repo,repo:status,write:repo_hook'],
      ['displayName', 'GitHub.com'],
      ['gitHubUrl', 'https://github.com/'],
      ['providerType', 'GitHub'],
      ['secure:clientSecret', { secret: 'env', name: 'GITHUB', revision: 2 }],
    ]);
  });

  it('writes flags and numbers as text', () => {
    expect(
      encode(kindNamed('slackConnection'), { displayName: 'Slack', serviceMessageMaxNotificationsPerBuild: -1 }),
    ).toEqual({ displayName: 'Slack', providerType: 'slackConnection', serviceMessageMaxNotificationsPerBuild: '-1' });
    expect(encode(kindNamed('gheConnection'), { useUniqueCallback: true })).toMatchObject({
      useUniqueRedirect: 'true',
    });
  });

  it('writes entries of free names under these names, secure ones behind `secure:`', () => {
    const [a, b] = [{ secret: 'env', name: 'A' }, { secret: 'keep' }];
    const form = { providerType: 'Other', properties: { url: 'c' }, secrets: { a, 'secure:b': b } };
    expect(encode(kindNamed('custom'), form)).toEqual({
      providerType: 'Other',
      'secure:a': a,
      'secure:b': b,
      url: 'c',
    });
  });

  it('writes what tells that an option is chosen, and only that option’s values', () => {
    expect(
      encode(kindNamed('dockerECRRegistry'), {
        credentialsProvider: { option: 'defaultCredentialsProvider', accessKeyId: 'AKIA' },
        credentialsType: { option: 'tempCredentials', iamRoleArn: 'arn:aws:iam::1:role/a' },
      }),
    ).toEqual({
      'aws.credentials.type': 'aws.temp.credentials',
      'aws.iam.role.arn': 'arn:aws:iam::1:role/a',
      'aws.use.default.credential.provider.chain': 'true',
      providerType: 'AmazonDocker',
    });
  });
});

describe('decode', () => {
  it('leaves out noise, constants, defaults and empty values', () => {
    const live = {
      properties: {
        displayName: 'GHE',
        defaultTokenScope: 'public_repo,repo,repo:status,write:repo_hook',
        gitHubUrl: 'https://github.example.com',
        providerType: 'GHE',
        testConnectionEndpoint: '/app/test',
        useUniqueRedirect: 'false',
        clientId: '',
      },
      hidden: [],
    };
    expect(decode(kindNamed('gheConnection'), live)).toEqual({
      properties: { displayName: 'GHE', serverUrl: 'https://github.example.com' },
      leftover: {},
      unknown: {},
    });
  });

  it('takes an absent choice for its default, and says another one', () => {
    const kind = kindNamed('dockerECRRegistry');
    expect(decode(kind, { properties: { ecrType: 'ECRPrivate' }, hidden: [] }).properties).not.toHaveProperty(
      'ecrType',
    );
    expect(decode(kind, { properties: { ecrType: 'ECRPublic' }, hidden: [] }).properties).toMatchObject({
      ecrType: { option: 'ecrPublic' },
    });
  });

  it('sets aside values of an option that is not chosen', () => {
    const live = {
      properties: {
        'aws.access.key.id': 'AKIA',
        'aws.credentials.type': 'aws.access.keys',
        'aws.iam.role.arn': 'arn:aws:iam::1:role/a',
        'aws.use.default.credential.provider.chain': 'true',
      },
      hidden: ['secure:aws.secret.access.key'],
    };
    expect(decode(kindNamed('dockerECRRegistry'), live)).toEqual({
      properties: {
        credentialsProvider: { option: 'defaultCredentialsProvider' },
        credentialsType: { option: 'accessKeys' },
      },
      leftover: { 'aws.access.key.id': 'AKIA', 'aws.iam.role.arn': 'arn:aws:iam::1:role/a' },
      unknown: {},
    });
  });

  it('says what a kind with free names has no word for by the names that are stored', () => {
    const live = {
      properties: { displayName: 'a', providerType: 'Other', url: 'b', empty: '', 'secure:none': '' },
      hidden: ['secure:token'],
    };
    expect(decode(kindNamed('custom'), live)).toEqual({
      properties: {
        providerType: 'Other',
        displayName: 'a',
        properties: { url: 'b' },
        secrets: { token: { secret: 'hidden' } },
      },
      leftover: {},
      unknown: {},
    });
  });

  it('sets aside what the kind has no word for', () => {
    const live = {
      properties: { displayName: 'GitHub', gitHubUrl: 'https://github.example.com/', someday: 'x' },
      hidden: [],
    };
    expect(decode(kindNamed('githubConnection'), live)).toEqual({
      properties: { displayName: 'GitHub' },
      leftover: {},
      unknown: { gitHubUrl: 'https://github.example.com/', someday: 'x' },
    });
    const ecr = { properties: { 'aws.credentials.type': 'new.way' }, hidden: [] };
    expect(decode(kindNamed('dockerECRRegistry'), ecr).unknown).toEqual({ 'aws.credentials.type': 'new.way' });
  });
});
