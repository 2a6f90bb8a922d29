import { describe, expect, it } from 'vitest';
import { proxyFor } from '../../compiler/live/proxy-for.ts';
import { failureOf } from '../failure-of.ts';

const https = 'https://ci.example.com/teamcity';

describe('the proxy for a server', () => {
  it.each<[server: string, environment: Record<string, string>, proxy: string | undefined]>([
    [https, {}, undefined],
    [https, { HTTPS_PROXY: 'http://a:3128' }, 'http://a:3128/'],
    [https, { https_proxy: 'http://a:3128', HTTPS_PROXY: 'http://b:3128' }, 'http://a:3128/'],
    [https, { https_proxy: '', HTTPS_PROXY: 'http://b:3128' }, undefined],
    [https, { HTTP_PROXY: 'http://a:3128' }, undefined],
    [https, { HTTPS_PROXY: 'proxy.example.com:8080' }, 'http://proxy.example.com:8080/'],
    [https, { HTTPS_PROXY: 'https://proxy.example.com' }, 'https://proxy.example.com/'],
    [https, { ALL_PROXY: 'http://a:3128' }, 'http://a:3128/'],
    ['http://ci.example.com', { HTTP_PROXY: 'http://a:3128', HTTPS_PROXY: 'http://b:3128' }, 'http://a:3128/'],
    ['http://ci.example.com', { http_proxy: 'http://a:3128' }, 'http://a:3128/'],
    // As with curl, nothing is an exception that is not named.
    ['http://127.0.0.1:8111', { HTTP_PROXY: 'http://a:3128' }, 'http://a:3128/'],
  ])('%s with %j is %s', (server, environment, proxy) => {
    expect(proxyFor(server, environment)?.href).toBe(proxy);
  });

  it.each<[server: string, list: string, isExempt: boolean]>([
    [https, 'ci.example.com', true],
    [https, 'example.com', true],
    [https, '.example.com', true],
    [https, 'other.com, .EXAMPLE.com', true],
    [https, 'other.com example.com', true],
    [https, '*', true],
    [https, 'ample.com', false],
    [https, 'ci.example.com.evil.org', false],
    [https, '', false],
    ['http://localhost:8111', 'localhost', true],
    ['http://127.0.0.1:8111', '127.0.0.1', true],
    ['http://127.0.0.1:8111', 'localhost', false],
    ['http://127.0.0.1:8111', '127.0.0.0/8', true],
    ['http://10.1.2.3', '10.1.0.0/16', true],
    ['http://10.2.2.3', '10.1.0.0/16', false],
    ['http://10.2.2.3', '10.1.0.0/99', false],
    ['http://[::1]:8111', '::1', true],
    ['http://[::1]:8111', '[::1]', true],
    ['http://[fd00::5]', 'fd00::/8', true],
    ['http://[fd00::5]', '10.0.0.0/8', false],
  ])('%s with NO_PROXY=%s is exempt: %s', (server, list, isExempt) => {
    const proxies = { HTTP_PROXY: 'http://a:3128', HTTPS_PROXY: 'http://a:3128' };
    expect(proxyFor(server, { ...proxies, NO_PROXY: list }) === undefined).toBe(isExempt);
    expect(proxyFor(server, { ...proxies, no_proxy: list, NO_PROXY: 'nothing' }) === undefined).toBe(isExempt);
  });

  it.each([
    ['http://user:hunter2@[', 'The address in `HTTPS_PROXY` is not a URL.'],
    ['http://user:hunter2%zz@a', 'The address in `HTTPS_PROXY` is not a URL.'],
    ['socks5://user:hunter2@a', '`HTTPS_PROXY` names a proxy that speaks `socks5`; Plugboard knows http and https.'],
  ])('%s is refused without being repeated', async (address, message) => {
    const found = await failureOf(async () => proxyFor(https, { HTTPS_PROXY: address }));
    expect(found).toMatchObject([{ code: 'PB416', message }]);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });
});
