import { describe, expect, it } from 'vitest';
import type { ConnectionChange, SecretReference } from '../../compiler/model.ts';
import { resolveSecrets } from '../../compiler/secrets/resolve.ts';
import { failureOf } from '../failure-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const sending = (after: SecretReference): ConnectionChange => ({
  target: 'connection',
  action: 'create',
  reason: 'declared',
  address: 'Payments/registry',
  project: 'Payments',
  key: 'registry',
  kind: 'dockerRegistry',
  providerType: 'Docker',
  displayName: 'Registry',
  properties: [{ property: 'password', featureProperty: 'secure:userPass', after, sensitive: true }],
  unchanged: 0,
});

describe('secrets', () => {
  it('are taken from the environment', async () => {
    const reference = { secret: 'env', name: 'PASSWORD' } as const;
    const secrets = await resolveSecrets([sending(reference)], { environment: { PASSWORD: 'x1' }, folder: '/' });
    expect(secrets.valueOf(reference)).toBe('x1');
  });

  it('are taken from a file, from the stack’s folder on, without the last line break', async () => {
    const folder = temporaryFolder({ 'key.pem': 'line 1\nline 2\r\n' });
    const reference = { secret: 'file', path: 'key.pem' } as const;
    const secrets = await resolveSecrets([sending(reference)], { environment: {}, folder });
    expect(secrets.valueOf(reference)).toBe('line 1\nline 2');
  });

  it('are all named that are missing, with address and property', async () => {
    const changes = [
      sending({ secret: 'env', name: 'NOT_SET' }),
      sending({ secret: 'env', name: 'EMPTY' }),
      sending({ secret: 'file', path: 'nowhere' }),
    ];
    const found = await failureOf(() =>
      resolveSecrets(changes, { environment: { EMPTY: '' }, folder: '/nonexistent' }),
    );
    expect(found.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'PB601 Environment variable `NOT_SET` is not set. It is the value of `password` of `Payments/registry`.',
      'PB601 Environment variable `EMPTY` is empty. It is the value of `password` of `Payments/registry`.',
      'PB601 File `nowhere` cannot be read. It is the value of `password` of `Payments/registry`.',
    ]);
  });
});
