import { describe, expect, it } from 'vitest';
import { compareFeature, type Difference } from '../../compiler/kinds/difference.ts';
import { builtInKinds } from '../../compiler/kinds/registry.ts';
import type { FeatureValue } from '../../compiler/model.ts';
import { liveFeature } from './author-forms.ts';

type Stored = Readonly<Record<string, FeatureValue>>;

const compare = (kind: string, desired: Stored, live: Stored): Difference =>
  compareFeature(
    builtInKinds.named(kind),
    { displayName: 'a', ...desired },
    liveFeature({ displayName: 'a', ...live }),
  );

const nothing: Difference = { changes: [], unchanged: 1 };
const secret = { secret: 'env', name: 'TOKEN' } as const;
const accessKey = { 'aws.use.default.credential.provider.chain': '' };
const defaultChain = { 'aws.use.default.credential.provider.chain': 'true' };

describe('what differs between the wanted and the live feature properties', () => {
  it('is a value that is another one', () => {
    expect(compare('npmRegistry', { npmRegistryHost: 'b' }, { npmRegistryHost: 'a' })).toEqual({
      changes: [{ property: 'url', featureProperty: 'npmRegistryHost', before: 'a', after: 'b', sensitive: false }],
      unchanged: 1,
    });
  });

  it('is a value that the server does not have', () => {
    expect(compare('npmRegistry', { npmRegistryScope: 'acme' }, {}).changes).toEqual([
      { property: 'scope', featureProperty: 'npmRegistryScope', before: undefined, after: 'acme', sensitive: false },
    ]);
  });

  it('is not an absent value that means the default', () => {
    expect(compare('dockerRegistry', { repositoryUrl: 'https://docker.io' }, {})).toEqual({
      changes: [],
      unchanged: 2,
    });
  });

  it('is a default that is wanted where the server has something else', () => {
    expect(
      compare('dockerRegistry', { repositoryUrl: 'https://docker.io' }, { repositoryUrl: 'https://ghcr.io' }).changes,
    ).toEqual([
      {
        property: 'url',
        featureProperty: 'repositoryUrl',
        before: 'https://ghcr.io',
        after: 'https://docker.io',
        sensitive: false,
      },
    ]);
  });

  it('is not an absent flag that is wanted off, and not a flag off that nobody wants', () => {
    expect(compare('gheConnection', { useUniqueRedirect: 'false' }, {})).toEqual({ changes: [], unchanged: 2 });
    expect(compare('gheConnection', {}, { useUniqueRedirect: 'false' })).toEqual(nothing);
  });

  it('is not an empty live value', () => {
    expect(compare('npmRegistry', {}, { npmRegistryScope: '' })).toEqual(nothing);
  });

  it('is a known value that nobody wants any more', () => {
    expect(compare('npmRegistry', {}, { npmRegistryScope: 'acme' }).changes).toEqual([
      { property: 'scope', featureProperty: 'npmRegistryScope', before: 'acme', sensitive: false },
    ]);
  });

  it('is not a live value that equals the default', () => {
    expect(compare('dockerRegistry', {}, { repositoryUrl: 'https://docker.io' })).toEqual(nothing);
  });

  it('is a value of the chosen option that nobody wants any more', () => {
    const temporary = { 'aws.credentials.type': 'aws.temp.credentials', 'aws.iam.role.arn': 'arn:aws:iam::1:role/a' };
    expect(compare('dockerECRRegistry', temporary, { ...temporary, 'aws.external.id': 'x' }).changes).toEqual([
      { property: 'credentialsType.externalId', featureProperty: 'aws.external.id', before: 'x', sensitive: false },
    ]);
  });

  it('is not a left-over value of an option that is not chosen', () => {
    const live = { ...defaultChain, 'aws.access.key.id': 'AKIA', 'secure:aws.secret.access.key': secret };
    expect(compare('dockerECRRegistry', defaultChain, live)).toEqual({ changes: [], unchanged: 2 });
  });

  it('is another option', () => {
    expect(compare('dockerECRRegistry', accessKey, defaultChain).changes).toEqual([
      {
        property: 'credentialsProvider',
        featureProperty: 'aws.use.default.credential.provider.chain',
        before: 'true',
        after: '',
        sensitive: false,
      },
    ]);
  });

  it('is not an absent value where an empty one tells the option', () => {
    expect(compare('dockerECRRegistry', accessKey, {})).toEqual({ changes: [], unchanged: 2 });
  });

  it('is not a missing word of the default option, in either direction', () => {
    expect(compare('dockerECRRegistry', { ecrType: 'ECRPrivate' }, {})).toEqual({ changes: [], unchanged: 2 });
    expect(compare('dockerECRRegistry', {}, { ecrType: 'ECRPrivate' })).toEqual(nothing);
  });

  it('is another option than the default one where the default is wanted', () => {
    expect(compare('dockerECRRegistry', {}, { ecrType: 'ECRPublic' }).changes).toEqual([
      { property: 'ecrType', featureProperty: 'ecrType', before: 'ECRPublic', sensitive: false },
    ]);
  });

  it('is not a constant that the server lacks', () => {
    expect(compare('githubConnection', { gitHubUrl: 'https://github.com/' }, {})).toEqual(nothing);
  });

  it('is a constant that has another value', () => {
    expect(compare('azureDevopsConnection', { type: 'token' }, { type: 'oauth' }).changes).toEqual([
      { property: 'type', featureProperty: 'type', before: 'oauth', after: 'token', sensitive: false },
    ]);
  });

  it('is not a live constant, noise, or a name that the kind does not know', () => {
    const live = {
      gitHubUrl: 'https://github.com/',
      testConnectionEndpoint: '/x',
      someday: 'x',
      'secure:later': secret,
    };
    expect(compare('githubConnection', {}, live)).toEqual(nothing);
  });

  it('is not a wanted secret: the plan knows what was sent', () => {
    expect(compare('npmRegistry', { 'secure:npmRegistryToken': secret }, {})).toEqual(nothing);
  });

  it('is a secret that the server has and nobody wants any more', () => {
    expect(compare('npmRegistry', {}, { 'secure:npmRegistryToken': secret }).changes).toEqual([
      { property: 'token', featureProperty: 'secure:npmRegistryToken', sensitive: true },
    ]);
  });

  it('is told in the order of the author’s names', () => {
    const live = { npmRegistryHost: 'a', npmRegistryScope: 'a', displayName: 'b' };
    const { changes } = compare('npmRegistry', { npmRegistryHost: 'b', npmRegistryScope: 'b' }, live);
    expect(changes.map(({ property }) => property)).toEqual(['name', 'scope', 'url']);
  });

  it('is every wanted value that is another one, where the kind is not known', () => {
    expect(compare('nobody', { a: '1', b: '' }, { a: '2', c: '3' })).toEqual({
      changes: [{ property: 'a', featureProperty: 'a', before: '2', after: '1', sensitive: false }],
      unchanged: 2,
    });
  });
});
