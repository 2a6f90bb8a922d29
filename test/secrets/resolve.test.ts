import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ConnectionChange, SecretReference } from '../../compiler/model.ts';
import { resolveSecrets } from '../../compiler/secrets/resolve.ts';
import type { SecretSurroundings } from '../../compiler/secrets/source.ts';
import { secretSources } from '../../compiler/secrets/sources.ts';
import { failureOf } from '../failure-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const sending = (after: SecretReference, address = 'Payments/registry'): ConnectionChange => ({
  target: 'connection',
  action: 'create',
  reason: 'declared',
  address,
  project: 'Payments',
  key: 'registry',
  kind: 'dockerRegistry',
  providerType: 'Docker',
  displayName: 'Registry',
  properties: [{ property: 'password', featureProperty: 'secure:userPass', after, sensitive: true }],
  unchanged: 0,
});

const sources = (more: Partial<SecretSurroundings>): ReturnType<typeof secretSources> =>
  secretSources({ environment: {}, folder: '/nonexistent', ...more });

async function missing(
  secrets: readonly SecretReference[],
  more: Partial<SecretSurroundings> = {},
): Promise<readonly (readonly (string | undefined)[])[]> {
  const changes = secrets.map((one, index) => sending(one, `Payments/${index}`));
  const found = await failureOf(() => resolveSecrets(changes, sources(more)));
  return found.map(({ code, message, hint }) => [`${code} ${message}`, hint]);
}

describe('secrets', () => {
  it('are taken from the environment and from files, and learnt by whoever hides them', async () => {
    const folder = temporaryFolder({ 'key.pem': 'line 1\nline 2\r\n' });
    const env = { secret: 'env', name: 'PASSWORD' } as const;
    const file = { secret: 'file', path: 'key.pem' } as const;
    const learnt: string[] = [];
    const changes = [sending(env), sending(file), sending({ ...env, revision: 2 })];
    const opened = sources({ environment: { PASSWORD: 'x1' }, folder, learn: (value) => learnt.push(value) });
    const secrets = await resolveSecrets(changes, opened);
    expect(secrets.valueOf(env)).toBe('x1');
    expect(secrets.valueOf({ ...env, revision: 2 })).toBe('x1');
    expect(secrets.valueOf(file)).toBe('line 1\nline 2');
    expect(secrets.values).toEqual(['x1', 'line 1\nline 2']);
    expect(learnt.sort()).toEqual(['line 1\nline 2', 'x1']);
  });

  it('are all named that are missing, with addresses and properties', async () => {
    expect(
      await missing(
        [
          { secret: 'env', name: 'NOT_SET' },
          { secret: 'env', name: 'EMPTY' },
          { secret: 'file', path: 'nowhere' },
          { secret: 'env', name: 'NOT_SET', revision: 4 },
        ],
        { environment: { EMPTY: '' } },
      ),
    ).toEqual([
      [
        'PB601 Environment variable `NOT_SET` is not set. Needed for `password` of `Payments/0`, `password` of `Payments/3`.',
        'Set `NOT_SET` where Plugboard runs.',
      ],
      [
        'PB601 Environment variable `EMPTY` is empty. Needed for `password` of `Payments/1`.',
        'Set `EMPTY` where Plugboard runs.',
      ],
      [
        'PB601 File `nowhere` does not exist. Needed for `password` of `Payments/2`.',
        'Put the file where Plugboard runs, readable for it.',
      ],
    ]);
  });

  it('are no file that is a folder, empty, endless or not text', async () => {
    const folder = temporaryFolder({ empty: '\n', long: 'x'.repeat(64 * 1024 + 1), 'folder/x': '' });
    writeFileSync(`${folder}/binary`, Buffer.from([0xff, 0xfe, 0x00]));
    const files = ['folder', 'empty', 'long', '/dev/zero', 'binary'];
    const found = await missing(
      files.map((path) => ({ secret: 'file', path })),
      { folder },
    );
    expect(found.map(([message]) => message)).toEqual([
      'PB601 File `folder` is a folder. Needed for `password` of `Payments/0`.',
      'PB601 File `empty` is empty. Needed for `password` of `Payments/1`.',
      'PB601 File `long` has more than 64 KiB. Needed for `password` of `Payments/2`.',
      'PB601 File `/dev/zero` has more than 64 KiB. Needed for `password` of `Payments/3`.',
      'PB601 File `binary` is not text (UTF-8). Needed for `password` of `Payments/4`.',
    ]);
  });
});
