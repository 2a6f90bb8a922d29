import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { restReader } from '../../compiler/live/rest-reader.ts';
import { dataDirectory } from '../data-directory.ts';
import { failureLines, failureOf } from '../failure-of.ts';

const token = 'the-token-of-this-test';

/** A server that answers everything in one way. */
async function answering(respond: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((_, response) => respond(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const readingFrom = (url: string) => (): Promise<unknown> => restReader({ url, token }).readLive();

async function sandbox(options: Parameters<typeof startServer>[0] = {}): ReturnType<typeof startServer> {
  const data = dataDirectory({
    _Root: { features: [{ id: 'PROJECT_EXT_1', provider: 'Docker', displayName: 'Shared', 'secure:userPass': 'x' }] },
    Payments: { features: [{ id: 'PROJECT_EXT_2', provider: 'AWS', displayName: 'Unknown so far' }] },
    Payments_Api: { parent: 'Payments', features: [] },
  });
  const server = await startServer({ dataDirectory: data, ...options });
  onTestFinished(() => server.close());
  return server;
}

describe('the reader', () => {
  it('reads the whole tree with one request', async () => {
    const server = await sandbox();
    const live = await restReader({ url: server.url, token: server.tokens.read }).readLive();
    expect(live.projects).toEqual([
      {
        id: '_Root',
        name: '<Root project>',
        parent: undefined,
        archived: false,
        readOnly: false,
        connections: [
          {
            id: 'PROJECT_EXT_1',
            type: 'OAuthProvider',
            properties: { displayName: 'Shared', providerType: 'Docker' },
            hidden: ['secure:userPass'],
          },
        ],
        ledgers: [],
      },
      {
        id: 'Payments',
        name: 'Payments',
        parent: '_Root',
        archived: false,
        readOnly: false,
        connections: [
          {
            id: 'PROJECT_EXT_2',
            type: 'OAuthProvider',
            properties: { displayName: 'Unknown so far', providerType: 'AWS' },
            hidden: [],
          },
        ],
        ledgers: [],
      },
      {
        id: 'Payments_Api',
        name: 'Payments_Api',
        parent: 'Payments',
        archived: false,
        readOnly: false,
        connections: [],
        ledgers: [],
      },
    ]);
    expect(server.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  it('follows the links to further pages, below a context path too', async () => {
    const server = await sandbox({ pageSize: 1, contextPath: '/teamcity' });
    const live = await restReader({ url: server.url, token: server.tokens.read }).readLive();
    expect(live.projects.map(({ id }) => id)).toEqual(['_Root', 'Payments', 'Payments_Api']);
    expect(server.requests).toHaveLength(3);
  });

  it('names the projects whose settings are withheld, instead of taking them for empty', async () => {
    const server = await sandbox();
    expect(await failureLines(() => restReader({ url: server.url, token: server.tokens.view }).readLive())).toEqual([
      'PB404 The access token may not view the settings of `_Root`, `Payments`, `Payments_Api`.',
    ]);
  });

  it('says that a token is not accepted, without showing it', async () => {
    const server = await sandbox();
    const found = await failureOf(readingFrom(server.url));
    expect(found.map(({ code }) => code)).toEqual(['PB402']);
    expect(JSON.stringify(found)).not.toContain(token);
  });
});

describe('a server that does not answer as it should', () => {
  it('is not reached', async () => {
    const server = await startServer();
    await server.close();
    const { host } = new URL(server.url);
    const [line] = await failureLines(readingFrom(server.url));
    expect(line).toBe(`PB401 ${server.url} cannot be reached: connect ECONNREFUSED ${host}.`);
  });

  it('is in maintenance and shows a page', async () => {
    const url = await answering((response) => {
      response.writeHead(503, { 'content-type': 'text/html' }).end('<!DOCTYPE html><title>Starting</title>');
    });
    const [found] = await failureOf(readingFrom(url));
    expect(found).toMatchObject({
      code: 'PB405',
      message: `${url} answered \`GET /app/rest/projects\` with a web page (status 503).`,
      hint: 'Wait until the server is up and run the command again.',
    });
  });

  it('shows a login page with status 200', async () => {
    const url = await answering((response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Log in</body></html>');
    });
    expect(await failureLines(readingFrom(url))).toEqual([
      `PB405 ${url} answered \`GET /app/rest/projects\` with something else than JSON.`,
    ]);
  });

  it('cuts its answer off', async () => {
    const url = await answering((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"project":[{"id":"_Root"');
      setTimeout(() => response.destroy(), 20);
    });
    const [line] = await failureLines(readingFrom(url));
    expect(line).toMatch(/^PB406 The answer of http:\S+ to `GET \/app\/rest\/projects` broke off: /);
  });

  it('ends its answer too early', async () => {
    const url = await answering((response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"project":[{"id":"_Root"');
    });
    const [line] = await failureLines(readingFrom(url));
    expect(line).toBe(
      `PB406 The answer of ${url} to \`GET /app/rest/projects\` is not whole: it breaks off or is damaged.`,
    );
  });

  it('answers another form of JSON', async () => {
    const url = await answering((response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"projects":[]}');
    });
    expect(await failureLines(readingFrom(url))).toEqual([
      `PB405 ${url} answered \`GET /app/rest/projects\` in an unknown form (at \`project\`).`,
    ]);
  });

  it('links to a page that it gave before', async () => {
    const url = await answering((response) => {
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"nextHref":"/app/rest/projects?locator=start:1","project":[]}');
    });
    expect(await failureLines(readingFrom(url))).toEqual([
      `PB405 ${url} links to a page of projects that it has given already.`,
    ]);
  });

  it('redirects, and the token is not sent along', async () => {
    const url = await answering((response) => {
      response.writeHead(302, { location: 'https://login.example.com/?ticket=1' }).end();
    });
    expect(await failureLines(readingFrom(url))).toEqual([
      `PB405 ${url} redirects \`GET /app/rest/projects\` to login.example.com.`,
    ]);
  });

  it.each([
    ['JSON', '{"errors":[{"message":"Nothing is found","statusText":"Not Found (404)"}]}'],
    [
      'text',
      'Responding with error, status code: 404 (Not Found).\nDetails: jetbrains.NotFound: Nothing is found\nCheck it.',
    ],
  ])('says what the server said, where that is %s', async (_, body) => {
    const url = await answering((response) => {
      response.writeHead(404, { 'content-type': 'application/json' }).end(body);
    });
    const [found] = await failureOf(readingFrom(url));
    expect(found).toMatchObject({ code: 'PB407', notes: ['The server said: Nothing is found'] });
  });
});
