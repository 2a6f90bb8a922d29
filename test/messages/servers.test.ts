/** What keeps the live state from being read, from a server or from files: PB4xx. */
import type { RequestListener } from 'node:http';
import { Readable } from 'node:stream';
import { startServer } from 'plugboard/sandbox';
import { onTestFinished, vi } from 'vitest';
import { answering } from '../answering.ts';
import { encrypted } from '../encrypted.ts';
import { faultProxy } from '../fault-proxy.ts';
import { forwardProxy } from '../forward-proxy.ts';
import { describeMessages } from './describe-messages.ts';
import type { MakeWorld, World } from './run-example.ts';
import { atAddress, withServer } from './with-server.ts';

/** A server that gives this answer, whatever it is asked. */
const answers =
  (listener: RequestListener): MakeWorld =>
  async () =>
    atAddress(await answering(listener));

const withToken =
  (permission: 'none' | 'view'): MakeWorld =>
  async () => {
    const { server } = await withServer();
    return atAddress(server.url, server.tokens[permission]);
  };

const overTls = async (): Promise<World> => {
  const { server } = await withServer();
  const { url } = await encrypted(server.url);
  return atAddress(url, server.tokens.read);
};

const html = { 'content-type': 'text/html' };

describeMessages('4', {
  PB401: async () => {
    const server = await startServer();
    await server.close();
    return atAddress(server.url);
  },
  PB402: async () => atAddress((await withServer()).server.url),
  PB403: withToken('none'),
  PB404: withToken('view'),
  PB405: answers((_, response) => response.writeHead(200, html).end('<!DOCTYPE html><form>Log in</form>')),
  PB406: async () => {
    const { server } = await withServer();
    const { url } = await faultProxy(server.url, { schedule: [{ fault: { kind: 'cut' }, times: 'always' }] });
    return atAddress(url, server.tokens.read);
  },
  PB407: answers((request, response) =>
    request.url?.startsWith('/app/rest/server?')
      ? response.end('{"version":"2025.11 (build 200001)"}')
      : response.writeHead(400).end('Details: jetbrains.BadRequest: the locator is switched off by a plugin'),
  ),
  PB412: answers((_, response) => response.writeHead(500).end('Details: java.lang.Error: no space left on device')),
  PB413: overTls,
  PB414: () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    onTestFinished(() => void vi.unstubAllEnvs());
    return overTls();
  },
  PB415: answers((_, response) => {
    Readable.from(Array<Buffer>(100).fill(Buffer.alloc(1024 * 1024, '['))).pipe(response);
  }),
  PB416: async () => {
    const { host } = await forwardProxy(() => 407);
    return {
      environment: { TEAMCITY_URL: 'http://teamcity.example.com', TEAMCITY_TOKEN: 'a-token-of-another-server' },
      replace: [[host, 'proxy.example.com:3128']],
    };
  },
  PB417: answers((request, response) =>
    request.url?.startsWith('/app/rest/server?')
      ? response.end('{"version":"2019.1.5 (build 66605)"}')
      : response.writeHead(400).end('Details: jetbrains.BadRequest: unknown dimension'),
  ),
  PB418: answers((_, response) => response.writeHead(429, { 'retry-after': '5' }).end()),
});
