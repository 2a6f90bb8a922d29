import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { at, type Environment, lookUp, signedIn, sources, vault } from './ask-vault.ts';

describe('a secret in Vault', () => {
  it('is what stands under its key, and one path is read once for all its keys', async () => {
    const running = await vault();
    running.mounted('secret').put('ci/registry', { user: 'ci', password: 'x1' });
    const { lookUp: find } = sources(signedIn(running));
    expect(
      await Promise.all([find(at('ci/registry', 'user')), find(at('ci/registry')), find(at('ci/registry'))]),
    ).toEqual([{ value: 'ci' }, { value: 'x1' }, { value: 'x1' }]);
    expect(running.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v1/secret/data/ci/registry',
    ]);
  });

  it('is the newest, or the version that is named', async () => {
    const running = await vault();
    running.mounted('secret').put('a', { password: 'old' });
    running.mounted('secret').put('a', { password: 'new' });
    expect(await lookUp(running, at('a'))).toEqual({ value: 'new' });
    expect(await lookUp(running, at('a', 'password', { version: 1 }))).toEqual({ value: 'old' });
  });

  it('stands at any mount and path, in any namespace', async () => {
    const running = await vault({ mounts: ['team/x/apps/kv'] });
    running.mounted('team/x/apps/kv').put('a b/ü?#%', { password: 'x1' });
    const secret = at('a b/ü?#%', 'password', { mount: 'apps/kv' });
    expect(await sources({ ...signedIn(running), VAULT_NAMESPACE: 'team/x/' }).lookUp(secret)).toEqual({ value: 'x1' });
  });

  it('is asked for with the token of `vault login` where the environment has none, and the token is learnt', async () => {
    const running = await vault();
    running.mounted('secret').put('a', { password: 'x1' });
    const HOME = temporaryFolder({ '.vault-token': `${running.token}\n` });
    const learnt: string[] = [];
    const opened = sources({ VAULT_ADDR: `${running.url}/`, HOME }, (value) => learnt.push(value));
    expect(await opened.lookUp(at('a'))).toEqual({ value: 'x1' });
    expect(learnt).toEqual([running.token, 'x1']);
  });
});

describe('a secret that Vault does not give', () => {
  it('is not at the path, under the key, or in the version', async () => {
    const running = await vault();
    running.mounted('secret').put('ci', { passwd: 'x1', port: 1, empty: '' });
    expect(await lookUp(running, at('nowhere'))).toEqual({
      why: 'Vault has nothing at `secret/nowhere`.',
      hint: '`vault kv list -mount=secret` shows what is there, as far as the token may see it.',
    });
    expect(await lookUp(running, at('ci'))).toEqual({
      why: '`secret/ci` in Vault has no key `password`.',
      hint: 'Did you mean `passwd`?',
    });
    const hint = '`vault kv get -mount=secret ci` shows what is there.';
    expect(await lookUp(running, at('ci', '__proto__'))).toEqual({
      why: '`secret/ci` in Vault has no key `__proto__`.',
      hint,
    });
    expect(await lookUp(running, at('ci', 'port'))).toEqual({
      why: 'Key `port` of `secret/ci` in Vault is not text.',
      hint,
    });
    expect(await lookUp(running, at('ci', 'empty'))).toEqual({
      why: 'Key `empty` of `secret/ci` in Vault is empty.',
      hint,
    });
    expect(await lookUp(running, at('ci', 'passwd', { version: 7 }))).toMatchObject({
      why: 'Vault has nothing at `secret/ci` in version 7.',
    });
  });

  it('is named as the HTTP API writes it', async () => {
    const running = await vault();
    expect(await lookUp(running, at('secret/data/ci/registry'))).toMatchObject({
      hint: "The path goes without mount and `data/`: `path: 'ci/registry'`.",
    });
  });

  it('was deleted or destroyed', async () => {
    const running = await vault();
    const entries = running.mounted('secret');
    entries.put('a', { password: 'x1' });
    entries.delete('a');
    expect(await lookUp(running, at('a'))).toEqual({
      why: 'Version 1 of `secret/a` in Vault was deleted.',
      hint: 'Write a new version, or bring it back: `vault kv undelete -mount=secret -versions=1 a`.',
    });
    entries.destroy('a', [1]);
    expect(await lookUp(running, at('a'))).toEqual({
      why: 'Version 1 of `secret/a` in Vault was destroyed.',
      hint: 'Its value is gone. Write a new version, or name another one.',
    });
  });

  it('stands in no engine of that kind', async () => {
    const running = await vault({ oldMounts: { kv1: { 'data/a': { password: 'x1' } } } });
    expect(await lookUp(running, at('a', 'password', { mount: 'kv' }))).toEqual({
      why: 'Vault has no secrets engine at `kv/`.',
      hint: "`vault secrets list` shows the mounts. Name the right one: `secret.vault({ mount: 'kv', ... })`.",
    });
    expect(await lookUp(running, at('a', 'password', { mount: 'kv1' }))).toMatchObject({
      why: 'What Vault has at `kv1/` is no KV secrets engine of version 2.',
    });
  });

  it('is not for this token', async () => {
    const running = await vault({ readers: { 'hvs.reader': ['secret/data/ci/'] } });
    running.mounted('secret').put('ci/a', { password: 'x1' });
    const as = (token: string): ReturnType<typeof sources> => sources({ VAULT_ADDR: running.url, VAULT_TOKEN: token });
    expect(await as('hvs.reader').lookUp(at('ci/a'))).toEqual({ value: 'x1' });
    const refused = {
      why: 'Vault does not let the token read `secret/data/ops/a`, or does not take it.',
      hint: '`vault token lookup` shows whether it has expired; otherwise it needs a policy with `read` on that path.',
    };
    expect(await as('hvs.reader').lookUp(at('ops/a'))).toEqual(refused);
    expect(await as('hvs.nobody').lookUp(at('ops/a'))).toEqual(refused);
  });

  it('lies behind a seal', async () => {
    const running = await vault();
    running.seal(true);
    expect(await lookUp(running, at('a'))).toEqual({
      why: `Vault at ${running.url} is sealed, or not ready.`,
      hint: '`vault status` tells more. Once it is unsealed, run the command again.',
    });
  });

  it.each<[string, Environment, string]>([
    ['nobody says where', {}, 'It is not said where Vault is.'],
    ['the address is none', { VAULT_ADDR: 'vault:8200' }, '`VAULT_ADDR` is no address of http or https.'],
    [
      'the address has a password',
      { VAULT_ADDR: 'https://me:canary@vault.example.com' },
      '`VAULT_ADDR` holds a user name or a password for vault.example.com.',
    ],
    [
      'everybody could read along',
      { VAULT_ADDR: 'http://vault.example.com', VAULT_TOKEN: 'x' },
      '`VAULT_ADDR` would send the token and the secrets unencrypted to vault.example.com.',
    ],
    ['there is no token', { VAULT_ADDR: 'https://[::1]:1/' }, 'There is no token for Vault at https://[::1]:1.'],
    [
      'the token is none',
      { VAULT_ADDR: 'http://localhost:1', VAULT_TOKEN: 'canary\ncanary' },
      'The token for Vault holds characters that no token has, such as a blank or a line break.',
    ],
  ])('is out of reach where %s', async (_, environment, why) => {
    expect(await sources({ HOME: '/nonexistent', ...environment }).lookUp(at('a'))).toMatchObject({ why });
  });
});
