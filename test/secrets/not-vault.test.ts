import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Found } from '../../compiler/secrets/source.ts';
import { startVault } from '../../fixtures/vault/index.ts';
import { answering } from '../answering.ts';
import { encrypted } from '../encrypted.ts';
import { forwardProxy } from '../forward-proxy.ts';
import { at, lookUp, signedIn, sources, vault } from './ask-vault.ts';

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
