import type { RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SecretReference } from '../../compiler/model.ts';
import type { Found } from '../../compiler/secrets/source.ts';
import { secretSources } from '../../compiler/secrets/sources.ts';
import { type RunningVault, startVault, type VaultOptions } from '../../fixtures/vault/index.ts';
import { answering } from '../answering.ts';
import { encrypted } from '../encrypted.ts';
import { forwardProxy } from '../forward-proxy.ts';
import { temporaryFolder } from '../temporary-folder.ts';

async function vault(options: VaultOptions = {}): Promise<RunningVault> {
  const running = await startVault(options);
  onTestFinished(() => running.close());
  return running;
}

type VaultSecret = Extract<SecretReference, { readonly secret: 'vault' }>;

const at = (path: string, key = 'password', more: Partial<VaultSecret> = {}): VaultSecret => ({
  secret: 'vault',
  mount: 'secret',
  path,
  key,
  ...more,
});

type Environment = Readonly<Record<string, string>>;

const sources = (environment: Environment, learn?: (value: string) => void): ReturnType<typeof secretSources> =>
  secretSources({ environment, folder: '/', learn, patience: 2000, wait: async () => undefined });

const signedIn = ({ url, token }: RunningVault): Environment => ({ VAULT_ADDR: url, VAULT_TOKEN: token });

const lookUp = (running: RunningVault, secret: VaultSecret): Promise<Found> =>
  sources(signedIn(running)).lookUp(secret);

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

describe('something else in Vault’s place', () => {
  async function asked(listener: RequestListener): Promise<{ readonly url: string; readonly found: Found }> {
    const url = await answering(listener);
    return { url, found: await sources({ VAULT_ADDR: url, VAULT_TOKEN: 'hvs.x' }).lookUp(at('a')) };
  }

  it.each([
    [200, 'text/html', '<html>Sign in</html>'],
    [404, 'text/plain', 'not found'],
    [404, 'application/json', '{"message":"no such page"}'],
    [502, 'text/html', '<html>Bad gateway</html>'],
  ])('that answers %i with %s', async (status, type, body) => {
    const { url, found } = await asked((_, response) => response.writeHead(status, { 'content-type': type }).end(body));
    expect(found).toEqual({
      why: `What answers at ${url} (status ${status}) is not Vault.`,
      hint: 'Check `VAULT_ADDR`. A proxy or a login page in between answers like this.',
    });
  });

  it('that sends the token elsewhere is not followed', async () => {
    const { url, found } = await asked((_, response) =>
      response.writeHead(307, { location: 'https://active.example.com:8200/v1/secret/data/a?ticket=canary' }).end(),
    );
    expect(found).toEqual({
      why: `Vault at ${url} sends us on to active.example.com:8200.`,
      hint: 'A standby does so. Give the address of the active server or of the whole cluster in `VAULT_ADDR`.',
    });
  });

  it('that says why it refuses is quoted', async () => {
    const { url, found } = await asked((_, response) =>
      response.writeHead(429).end('{"errors":["request path kv:\\n rate limit quota exceeded"]}'),
    );
    expect(found).toEqual({
      why: `Vault at ${url} refused to read \`secret/data/a\` (status 429): request path kv: rate limit quota exceeded.`,
      hint: 'Try it by hand: `vault kv get -mount=secret a`.',
    });
  });

  it('that never stops talking', async () => {
    const { url, found } = await asked((_, response) => {
      const more = (): void => {
        if (!response.destroyed) response.write('x'.repeat(64 * 1024), more);
      };
      more();
    });
    expect(found).toMatchObject({ why: `The answer of Vault at ${url} has more than 1024 KiB.` });
  });

  it('that says nothing', async () => {
    const { url, found } = await asked(() => undefined);
    expect(found).toMatchObject({ why: `Vault at ${url} cannot be reached: no answer within 2 seconds.` });
  });

  it('that breaks the line once is asked again', async () => {
    const running = await vault();
    running.mounted('secret').put('a', { password: 'x1' });
    let tries = 0;
    const { found } = await asked(async (request, response) => {
      tries += 1;
      if (tries < 3) return void response.destroy();
      const headers = { 'x-vault-token': running.token };
      response.end(await (await fetch(`${running.url}${request.url}`, { headers })).text());
    });
    expect([tries, found]).toEqual([3, { value: 'x1' }]);
  });

  it('that shows a certificate which nobody knows', async () => {
    const { url } = await encrypted((await vault()).url);
    const { lookUp: find } = sources({ VAULT_ADDR: url, VAULT_TOKEN: 'hvs.x' });
    expect(await find(at('a'))).toEqual({
      why: `The certificate of Vault at ${url} is not trusted: the server has signed it itself.`,
      hint: 'If you trust it, give it to Node in a file: `NODE_EXTRA_CA_CERTS=/path/server.pem`.',
    });
  });

  it('that stands behind a proxy', async () => {
    const { host, asked: heard } = await forwardProxy(() => 403);
    const way = { VAULT_TOKEN: 'hvs.x', https_proxy: `http://me:canary@${host}`, http_proxy: `http://${host}` };
    const { lookUp: find } = sources({ ...way, VAULT_ADDR: 'https://vault.example.com' });
    expect(await find(at('a'))).toMatchObject({
      why: `The proxy ${host} refuses to connect to https://vault.example.com (status 403).`,
    });
    expect(heard).toEqual(['CONNECT vault.example.com:443 me:canary']);
    const { lookUp: other } = sources({ ...way, VAULT_ADDR: 'https://vault.example.com', https_proxy: 'ftp://x' });
    expect(await other(at('a'))).toMatchObject({
      why: '`HTTPS_PROXY` names a proxy that speaks `ftp`; Plugboard knows http and https.',
    });
    const running = await vault();
    expect(await sources({ ...way, ...signedIn(running) }).lookUp(at('a'))).toMatchObject({
      why: 'Vault has nothing at `secret/a`.',
    });
    expect(heard).toHaveLength(1);
  });

  it('that is nothing', async () => {
    const running = await startVault();
    await running.close();
    const { why } = (await lookUp(running, at('a'))) as Extract<Found, { readonly why: string }>;
    expect(why).toMatch(/^Vault at http:\/\/127\.0\.0\.1:\d+ cannot be reached: connect ECONNREFUSED/);
  });
});

describe('the Vault-compatible server', () => {
  it('takes what Vault’s own command line sends', async () => {
    const running = await vault();
    const ask = async (method: string, path: string, body?: object, token = running.token): Promise<unknown> => {
      const headers = { 'x-vault-token': token };
      const response = await fetch(`${running.url}/v1/${path}`, {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
      });
      const text = await response.text();
      return text === '' ? response.status : { status: response.status, ...JSON.parse(text) };
    };
    const metadata = {
      created_time: '2026-01-01T00:00:00Z',
      custom_metadata: null,
      deletion_time: '',
      destroyed: false,
    };
    expect(await ask('POST', 'secret/data/a', { data: { k: 'v' } })).toEqual({
      status: 200,
      data: { ...metadata, version: 1 },
    });
    expect(await ask('DELETE', 'secret/data/a')).toBe(204);
    expect(await ask('GET', 'secret/data/a')).toEqual({
      status: 404,
      data: { data: null, metadata: { ...metadata, deletion_time: '2026-01-02T00:00:00Z', version: 1 } },
    });
    expect(await ask('POST', 'secret/undelete/a', { versions: [1] })).toBe(204);
    expect(await ask('GET', 'secret/data/a')).toEqual({
      status: 200,
      data: { data: { k: 'v' }, metadata: { ...metadata, version: 1 } },
    });
    expect(await ask('POST', 'secret/destroy/a', { versions: [1] })).toBe(204);
    expect(await ask('GET', 'secret/data/a')).toMatchObject({ status: 404, data: { metadata: { destroyed: true } } });
    expect(await ask('GET', 'secret/data/a', undefined, 'nobody')).toMatchObject({ status: 403 });
    expect(await ask('GET', 'secret/a')).toMatchObject({ status: 405 });
  });
});
