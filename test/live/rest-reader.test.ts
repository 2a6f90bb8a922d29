import { startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { restReader } from '../../compiler/live/rest-reader.ts';
import { answering } from '../answering.ts';
import { dataDirectory } from '../data-directory.ts';
import { failureLines, failureOf } from '../failure-of.ts';
import { faultProxy } from '../fault-proxy.ts';
import { swiftPace } from '../swift-pace.ts';

const token = 'the-token-of-this-test';

const readingFrom = (url: string) => (): Promise<unknown> => restReader({ url, token, pace: swiftPace() }).readLive();

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
    const url = await answering((_, response) => {
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
    const url = await answering((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Log in</body></html>');
    });
    const [found] = await failureOf(readingFrom(url));
    expect(found).toMatchObject({
      code: 'PB405',
      message: `${url} answered \`GET /app/rest/projects\` with a web page (status 200).`,
      notes: ['A login page in between looks like this.'],
    });
  });

  it('cuts its answer off', async () => {
    const url = await answering((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"project":[{"id":"_Root"');
      setTimeout(() => response.destroy(), 20);
    });
    const [line] = await failureLines(readingFrom(url));
    expect(line).toMatch(/^PB406 The answer of http:\S+ to `GET \/app\/rest\/projects` broke off: /);
  });

  it('ends its answer too early', async () => {
    const url = await answering((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"project":[{"id":"_Root"');
    });
    const [line] = await failureLines(readingFrom(url));
    expect(line).toBe(
      `PB406 The answer of ${url} to \`GET /app/rest/projects\` is not whole: it breaks off or is damaged.`,
    );
  });

  it.each([
    [
      'another form of JSON',
      200,
      '{"projects":[]}',
      'answered `GET /app/rest/projects` in an unknown form (at `project`).',
    ],
    ['no JSON', 200, 'Welcome', 'answered `GET /app/rest/projects` with something else than JSON.'],
    ['404 as JSON', 404, '{"error":"404 Not Found"}', 'refused `GET /app/rest/projects` (status 404).'],
  ])('answers %s, and so is another product', async (_, status, body, said) => {
    const url = await answering((_, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
    const [found] = await failureOf(readingFrom(url));
    expect(found).toMatchObject({ code: 'PB405', message: `${url} does not answer as a TeamCity server does.` });
    expect(found?.notes?.[0]).toBe(`${url} ${said}`);
  });

  it('is of another product, which shows its own page', async () => {
    const url = await answering((_, response) => {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<!DOCTYPE html><title>Not Found · GitLab</title>');
    });
    const [found] = await failureOf(readingFrom(url));
    expect(found).toMatchObject({
      code: 'PB405',
      message: `${url} answered \`GET /app/rest/projects\` with a web page (status 404).`,
      hint: 'Check that the address is that of a TeamCity server, with its context path.',
    });
  });

  it.each([
    ['2019.2.4 (build 72059)', 'PB417 URL runs TeamCity 2019.2.4 (build 72059). Plugboard needs 2020.1 or newer.'],
    ['10.0.5 (build 42677)', 'PB417 URL runs TeamCity 10.0.5 (build 42677). Plugboard needs 2020.1 or newer.'],
    ['2020.1 (build 78475)', 'PB407 URL refused `GET /app/rest/projects` (status 400).'],
    ['2026.2 EAP (build 1)', 'PB407 URL refused `GET /app/rest/projects` (status 400).'],
  ])('does not know the request, and has version %s', async (version, line) => {
    const url = await answering((request, response) => {
      const isVersion = request.url?.startsWith('/app/rest/server?') === true;
      if (isVersion) response.end(JSON.stringify({ version, internalId: '1' }));
      else response.writeHead(400).end("Locator dimension 'x' is unknown");
    });
    expect(await failureLines(readingFrom(url))).toEqual([line.replace('URL', url)]);
  });

  it('stops accepting the token in the middle, and nothing is made of the first pages', async () => {
    const server = await sandbox({ pageSize: 1 });
    const { url } = await faultProxy(server.url, {
      schedule: [{ on: { number: 3 }, fault: { kind: 'answer', status: 401 } }],
    });
    const [found] = await failureOf(() => restReader({ url, token: server.tokens.read }).readLive());
    expect(found).toMatchObject({
      code: 'PB402',
      notes: ['It had answered for 2 projects before. What was read is not used.'],
    });
  });

  it('refuses the token with a page, as another product would', async () => {
    const url = await answering((_, response) => {
      response.writeHead(401, { 'content-type': 'text/html' }).end('<html>Unauthorized</html>');
    });
    const [found] = await failureOf(readingFrom(url));
    expect(found).toMatchObject({
      code: 'PB402',
      notes: ['It says so with a web page, as TeamCity does not: a proxy or another product may be speaking.'],
    });
  });

  it('links to a page that it gave before', async () => {
    const url = await answering((_, response) => {
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"nextHref":"/app/rest/projects?locator=start:1","project":[]}');
    });
    expect(await failureLines(readingFrom(url))).toEqual([
      `PB405 ${url} links to a page of projects that it has given already.`,
    ]);
  });

  it.each([
    ['https://login.example.com/?ticket=1', 'login.example.com', /server itself uses/, []],
    [
      '/users/sign_in?ticket=1',
      'HOST',
      /without a browser/,
      ['It leads to a page for logging in: a proxy or another product wants that first.'],
    ],
    ['https://127.0.0.1/app/rest/projects', '127.0.0.1 over https', /`https:\/\/`/, []],
  ])('redirects to %s, and the token is not sent along', async (location, where, hint, notes) => {
    const url = await answering((_, response) => {
      response.writeHead(302, { location }).end();
    });
    const [found] = await failureOf(readingFrom(url));
    expect(found).toMatchObject({
      code: 'PB405',
      message: `${url} redirects \`GET /app/rest/projects\` to ${where.replace('HOST', new URL(url).host)}.`,
      hint: expect.stringMatching(hint),
      notes,
    });
  });

  it.each([
    ['JSON', '{"errors":[{"message":"Nothing is found","statusText":"Not Found (404)"}]}'],
    [
      'text',
      'Responding with error, status code: 404 (Not Found).\nDetails: jetbrains.NotFound: Nothing is found\nCheck it.',
    ],
  ])('says what the server said, where that is %s', async (_, body) => {
    const url = await answering((_, response) => {
      response.writeHead(404, { 'content-type': 'application/json' }).end(body);
    });
    const read = (): Promise<unknown> => restReader({ url, token }).readIdentity();
    expect(await failureOf(read)).toMatchObject([{ code: 'PB407', notes: ['The server said: Nothing is found'] }]);
  });
});
