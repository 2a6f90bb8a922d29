import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ConnectionChange } from '../../compiler/model.ts';
import { resolveSecrets } from '../../compiler/secrets/resolve.ts';
import { secretSources } from '../../compiler/secrets/sources.ts';
import { failureOf } from '../failure-of.ts';

const change = (kind: string, property: string, featureProperty: string): ConnectionChange => ({
  target: 'connection',
  action: 'create',
  reason: 'declared',
  address: 'Payments/app',
  project: 'Payments',
  key: 'app',
  kind,
  providerType: 'GitHubApp',
  displayName: 'App',
  properties: [{ property, featureProperty, after: { secret: 'env', name: 'VALUE' }, sensitive: true }],
  unchanged: 0,
});
const privateKey = change('githubAppConnection', 'privateKey', 'secure:gitHubApp.privateKey');
const certificate = change('kubernetesConnection', 'caCertificate', 'secure:caCertData');

const { privateKey: key, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (type: 'pkcs1' | 'pkcs8'): string => key.export({ type, format: 'pem' }).toString();
const block = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';

const sources = (value: string): ReturnType<typeof secretSources> =>
  secretSources({ environment: { VALUE: value }, folder: '/nonexistent' });

describe('a secret whose form is known', () => {
  it.each([
    ['a private key', privateKey, pem('pkcs1')],
    ['a private key in the newer form', privateKey, pem('pkcs8')],
    ['a private key with line breaks of another system', privateKey, pem('pkcs8').replaceAll('\n', '\r\n')],
    ['a private key without a last line break', privateKey, pem('pkcs1').trimEnd()],
    ['a certificate', certificate, block],
    ['several certificates, with words between', certificate, `One\n${block}\nTwo\n${block}\n`],
  ])('may be %s', async (_, of, value) => {
    await expect(resolveSecrets([of], sources(value))).resolves.toBeDefined();
  });

  it.each([
    ['a public key', privateKey, publicKey.export({ type: 'spki', format: 'pem' }).toString()],
    ['a name of a file', privateKey, 'github-app.private-key.pem'],
    ['a key whose line breaks were lost', privateKey, pem('pkcs1').replaceAll('\n', '\\n')],
    ['a key that is cut off', privateKey, pem('pkcs1').slice(0, 300)],
    ['a certificate in place of a key', privateKey, block],
    ['a key in place of a certificate', certificate, pem('pkcs8')],
  ])('may not be %s', async (_, of, value) => {
    const found = await failureOf(() => resolveSecrets([of], sources(value)));
    expect(found.map(({ code }) => code)).toEqual(['PB621']);
    expect(JSON.stringify(found)).not.toContain(value.slice(0, 40));
  });

  it('is told from others, which may be anything', async () => {
    const other = change('githubAppConnection', 'clientSecret', 'secure:gitHubApp.clientSecret');
    await expect(resolveSecrets([other], sources('correct-horse'))).resolves.toBeDefined();
  });
});
