/** Through a proxy, as companies have them. https through one is tried with the built command line: test/e2e/way.test.ts. */
import { describe, expect, it } from 'vitest';
import { Failure } from '../../compiler/diagnostics/failure.ts';
import { type RestRequest, request } from '../../compiler/live/request.ts';
import { answering } from '../answering.ts';
import { encrypted } from '../encrypted.ts';
import { forwardProxy } from '../forward-proxy.ts';
import { swiftPace } from '../swift-pace.ts';

const read: RestRequest = { method: 'GET', path: '/server?fields=version' };
const write: RestRequest = { method: 'DELETE', path: '/projects/id:A' };

/** What it came to: the answer, or code, message and what is known of the request. */
async function outcome(url: string, proxy: string, asked: RestRequest): Promise<string> {
  try {
    return await request({ url, token: 'a-token', proxy: new URL(proxy), pace: swiftPace() }, asked);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { outcome: done, isTemporary } = error.circumstances;
    const lines = error.diagnostics.map(({ code, message }) => `${code} ${message}`);
    return `${lines.join('\n')} [${done}${isTemporary ? ', temporary' : ''}]`;
  }
}

const server = (): Promise<string> =>
  answering((message, response) => void response.end(`${message.headers.host} ${message.url}`));

describe('plain http', () => {
  it('goes through a proxy, with the user and the password of its address', async () => {
    const url = await server();
    const { host, asked } = await forwardProxy();
    const answer = `${new URL(url).host} /teamcity/app/rest/server?fields=version`;
    expect(await outcome(`${url}/teamcity`, `http://us%40er:p%3Aw@${host}`, read)).toBe(answer);
    expect(await outcome(`${url}/teamcity`, `http://${host}`, read)).toBe(answer);
    expect(asked).toEqual([`GET ${url}/teamcity/app/rest/server us@er:p:w`, `GET ${url}/teamcity/app/rest/server`]);
  });

  it('is answered by a proxy that wants a password, or another one', async () => {
    const { host } = await forwardProxy(() => 407);
    expect(await outcome('http://ci.example.com', `http://${host}`, write)).toBe(
      `PB416 The proxy ${host} wants a user name and a password (status 407). [not-done]`,
    );
    expect(await outcome('http://ci.example.com', `http://user:hunter2@${host}`, write)).toBe(
      `PB416 The proxy ${host} does not accept the user name and the password in its address (status 407). [not-done]`,
    );
  });

  it('is answered by a proxy that reaches nobody, which may be a server that acted', async () => {
    const { host } = await forwardProxy(() => 504);
    expect(await outcome('http://ci.example.com', `http://${host}`, write)).toBe(
      'PB405 http://ci.example.com answered `DELETE /app/rest/projects/id:A` with a web page (status 504). [unknown, temporary]',
    );
  });
});

describe('https', () => {
  it('goes through a tunnel, and the certificate is that of the server', async () => {
    const { url } = await encrypted(await server());
    const { host, asked } = await forwardProxy();
    expect(await outcome(url, `http://user:pw@${host}`, write)).toBe(
      `PB413 The certificate of ${url} is not trusted: the server has signed it itself. [not-done]`,
    );
    expect(asked).toEqual([`CONNECT ${new URL(url).host} user:pw`]);
  });

  it.each([
    [407, 'PB416 The proxy HOST wants a user name and a password (status 407). [not-done]', 1],
    [403, 'PB416 The proxy HOST refuses to connect to https://ci.example.com (status 403). [not-done]', 1],
    [502, 'PB416 The proxy HOST refuses to connect to https://ci.example.com (status 502). [not-done, temporary]', 4],
  ])('is refused by a proxy with %d', async (status, line, tries) => {
    const { host, asked } = await forwardProxy(() => status);
    expect(await outcome('https://ci.example.com', `http://${host}`, read)).toBe(line.replace('HOST', host));
    expect(asked).toHaveLength(tries);
  });

  it('is refused by what is no proxy', async () => {
    const url = await server();
    const { host } = new URL(url);
    expect(await outcome('https://ci.example.com', url, write)).toMatch(
      new RegExp(`^PB416 The proxy ${host} cannot be reached: .* \\[not-done`),
    );
  });
});

describe('a proxy', () => {
  it.each(['http://ci.example.com', 'https://ci.example.com'])('that nobody is at is named, for %s', async (url) => {
    expect(await outcome(url, 'http://user:hunter2@127.0.0.1:9', write)).toBe(
      'PB416 The proxy 127.0.0.1:9 cannot be reached: connect ECONNREFUSED 127.0.0.1:9. [not-done, temporary]',
    );
  });

  it('that speaks https is held to its certificate, too', async () => {
    const { host } = await forwardProxy();
    const { url } = await encrypted(`http://${host}`);
    const line = `PB416 The certificate of the proxy ${new URL(url).host} is not trusted: the server has signed it itself. [not-done]`;
    expect(await outcome('https://ci.example.com', url, write)).toBe(line);
    expect(await outcome('http://ci.example.com', url, write)).toBe(line);
  });
});
