import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../compiler/diagnostics/failure.ts';
import { type RestRequest, request } from '../../compiler/live/request.ts';
import type { Retry } from '../../compiler/live/retries.ts';
import type { EndedExchange, ServerAccess } from '../../compiler/live/server-address.ts';
import type { Fault } from '../../fixtures/faults/schedule.ts';
import { answering } from '../answering.ts';
import { faultProxy } from '../fault-proxy.ts';
import { swiftPace } from '../swift-pace.ts';

const token = 'the-token-of-this-test';
const read: RestRequest = { method: 'GET', path: '/projects?locator=count:1' };
const write: RestRequest = {
  method: 'PUT',
  path: '/projects/id:A/name',
  body: { type: 'text/plain', text: 'Grüße' },
};

async function failed(access: ServerAccess, asked: RestRequest): Promise<Failure> {
  const error = await request(access, asked).then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw error;
}

/** What a failure says and knows, with the changing address left out. */
const told = ({ diagnostics, circumstances }: Failure, url: string): string => {
  const { outcome, isTemporary, retryAfterMilliseconds } = circumstances;
  const wait = retryAfterMilliseconds === undefined ? '' : `, wait ${retryAfterMilliseconds}`;
  return diagnostics
    .map(({ code, message }) => `${code} ${message} [${outcome}${isTemporary ? ', temporary' : ''}${wait}]`)
    .join('\n')
    .replaceAll(url, 'URL')
    .replaceAll(new URL(url).host, 'HOST');
};

const echoing = (): Promise<string> => answering((_, response) => void response.end('fine'));

describe('a request', () => {
  it('carries the token, what it accepts, and its body to the letter', async () => {
    const seen: unknown[] = [];
    const url = await answering(async (message, response) => {
      let body = '';
      for await (const chunk of message) body += chunk;
      const { authorization, accept, 'content-type': type, 'content-length': length } = message.headers;
      seen.push({ method: message.method, path: message.url, authorization, accept, type, length, body });
      response.end('Grüße');
    });
    expect(await request({ url: `${url}/teamcity`, token }, write)).toBe('Grüße');
    expect(seen).toEqual([
      {
        method: 'PUT',
        path: '/teamcity/app/rest/projects/id:A/name',
        authorization: `Bearer ${token}`,
        accept: 'application/json, text/plain;q=0.5',
        type: 'text/plain',
        length: '7',
        body: 'Grüße',
      },
    ]);
  });

  it('takes an answer that is compressed', async () => {
    const url = await answering((message, response) => {
      expect(message.headers['accept-encoding']).toBe('gzip');
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"project":[]}'));
    });
    expect(await request({ url, token }, read)).toBe('{"project":[]}');
  });

  it('tells of each exchange, with nothing of its headers and its body', async () => {
    const { url } = await faultProxy(await echoing(), {
      schedule: [{ fault: { kind: 'answer', status: 503 } }, { on: { number: 2 }, fault: { kind: 'refuse' } }],
    });
    const ended: EndedExchange[] = [];
    await request({ url, token, pace: { ...swiftPace(), now: () => 0 }, onExchange: (one) => ended.push(one) }, read);
    expect(ended).toEqual([
      { method: 'GET', path: '/projects?locator=count:1', milliseconds: 0, status: 503, size: 16 },
      { method: 'GET', path: '/projects?locator=count:1', milliseconds: 0 },
      { method: 'GET', path: '/projects?locator=count:1', milliseconds: 0, status: 200, size: 4 },
    ]);
  });
});

describe('a read', () => {
  it.each<[Fault]>([
    [{ kind: 'refuse' }],
    [{ kind: 'reset-before' }],
    [{ kind: 'reset-after' }],
    [{ kind: 'cut' }],
    [{ kind: 'answer', status: 429 }],
    [{ kind: 'answer', status: 500 }],
    [{ kind: 'answer', status: 502, form: 'html' }],
    [{ kind: 'answer', status: 503, form: 'html' }],
    [{ kind: 'answer', status: 504 }],
  ])('is tried again after %j', async (fault) => {
    const proxy = await faultProxy(await echoing(), { schedule: [{ fault, times: 3 }] });
    const retries: Retry[] = [];
    const access = { url: proxy.url, token, pace: swiftPace(), onRetry: (retry: Retry) => void retries.push(retry) };
    expect(await request(access, read)).toBe('fine');
    expect(proxy.requests).toHaveLength(4);
    expect(retries.map(({ next, pause }) => [next, pause])).toEqual([
      [2, 500],
      [3, 1000],
      [4, 2000],
    ]);
  });

  it('waits as long as the server asks it to', async () => {
    const { url } = await faultProxy(await echoing(), {
      schedule: [{ fault: { kind: 'answer', status: 429, retryAfter: '7' } }],
    });
    const pauses: number[] = [];
    await request({ url, token, pace: swiftPace(pauses) }, read);
    expect(pauses).toEqual([7000]);
  });

  it.each([400, 401, 403, 404, 501, 505])('is not tried again after %d', async (status) => {
    const fault: Fault = { kind: 'answer', status };
    const proxy = await faultProxy(await echoing(), { schedule: [{ fault, times: 'always' }] });
    await failed({ url: proxy.url, token, pace: swiftPace() }, read);
    expect(proxy.requests).toHaveLength(1);
  });

  it('is not tried again where nothing came in all the time that there was', async () => {
    const proxy = await faultProxy(await echoing(), { before: () => new Promise<undefined>(() => undefined) });
    const failure = await failed({ url: proxy.url, token, pace: { ...swiftPace(), patience: 50 } }, read);
    expect(told(failure, proxy.url)).toBe('PB401 URL cannot be reached: no answer within 0.05 seconds. [unknown]');
    expect(proxy.requests).toHaveLength(1);
  });

  it('is given up once nobody wants it any more', async () => {
    const wanted = new AbortController();
    const proxy = await faultProxy(await echoing(), {
      before: () => {
        wanted.abort(new Error('not wanted'));
        return new Promise<undefined>(() => undefined);
      },
    });
    const access = { url: proxy.url, token, pace: swiftPace(), signal: wanted.signal };
    expect(told(await failed(access, read), proxy.url)).toBe('PB401 URL cannot be reached: not wanted. [unknown]');
    await failed(access, read);
    expect(proxy.requests).toHaveLength(1);
  });

  it('that fails to the end says how often it was tried', async () => {
    const url = await answering((_, response) => void response.writeHead(503, { 'retry-after': '1' }).end('busy'));
    const { diagnostics } = await failed({ url, token, pace: swiftPace() }, read);
    expect(diagnostics).toMatchObject([
      {
        code: 'PB412',
        notes: ['The server said: busy', 'It asks to wait 1 s.', 'It was tried 4 times.'],
        hint: 'Run the command again when the server answers.',
      },
    ]);
  });
});

describe('a write', () => {
  const what = '`PUT /app/rest/projects/id:A/name`';
  it.each<[Fault, string]>([
    [{ kind: 'refuse' }, 'PB401 URL cannot be reached: socket hang up. [unknown, temporary]'],
    [{ kind: 'reset-before' }, 'PB401 URL cannot be reached: read ECONNRESET. [unknown, temporary]'],
    [{ kind: 'reset-after' }, 'PB401 URL cannot be reached: read ECONNRESET. [unknown, temporary]'],
    [{ kind: 'cut' }, `PB406 The answer of URL to ${what} broke off: aborted. [unknown, temporary]`],
    [
      { kind: 'answer', status: 429, retryAfter: '3' },
      `PB418 URL refuses ${what}: there were too many requests (status 429). [not-done, temporary, wait 3000]`,
    ],
    [{ kind: 'answer', status: 400 }, `PB407 URL refused ${what} (status 400). [not-done]`],
    [{ kind: 'answer', status: 401 }, 'PB402 URL does not accept the access token. [not-done]'],
    [{ kind: 'answer', status: 403 }, `PB403 The access token lacks the permission for ${what}. [not-done]`],
    [
      { kind: 'answer', status: 404, form: 'html' },
      `PB405 URL answered ${what} with a web page (status 404). [not-done]`,
    ],
    [{ kind: 'answer', status: 500 }, `PB412 URL failed at ${what} (status 500). [unknown, temporary]`],
    [{ kind: 'answer', status: 501 }, `PB412 URL failed at ${what} (status 501). [unknown]`],
    [
      { kind: 'answer', status: 502, form: 'html' },
      `PB405 URL answered ${what} with a web page (status 502). [unknown, temporary]`,
    ],
    [
      { kind: 'answer', status: 503, form: 'html', retryAfter: '9' },
      `PB405 URL answered ${what} with a web page (status 503). [unknown, temporary, wait 9000]`,
    ],
    [
      { kind: 'answer', status: 200, form: 'html' },
      `PB405 URL answered ${what} with a web page (status 200). [unknown]`,
    ],
  ])('is sent once whatever comes of it, after %j too', async (fault, line) => {
    const proxy = await faultProxy(await echoing(), { schedule: [{ fault, times: 'always' }] });
    const pauses: number[] = [];
    const failure = await failed({ url: proxy.url, token, pace: swiftPace(pauses) }, write);
    expect(told(failure, proxy.url)).toBe(line);
    expect(proxy.requests).toHaveLength(1);
    expect(pauses).toEqual([]);
  });

  it('to where nobody listens is certainly not done', async () => {
    const proxy = await faultProxy(await echoing(), {});
    await proxy.close();
    expect(told(await failed({ url: proxy.url, token }, write), proxy.url)).toBe(
      'PB401 URL cannot be reached: connect ECONNREFUSED HOST. [not-done, temporary]',
    );
  });

  it('to a name that nobody has is certainly not done, and will not be', async () => {
    const url = 'http://no-such-server.invalid';
    const { circumstances, diagnostics } = await failed({ url, token }, write);
    expect(circumstances.outcome).toBe('not-done');
    expect(diagnostics[0]?.message).toMatch(/no-such-server\.invalid cannot be reached: getaddrinfo E\w+/);
  });

  it('whose value looks like a page is answered with that value', async () => {
    const url = await answering((_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).end('<html>');
    });
    expect(await request({ url, token }, write)).toBe('<html>');
  });

  it('to what does not speak HTTP says so', async () => {
    const url = await answering(({ socket }) => void socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    expect(told(await failed({ url, token }, write), url)).toBe(
      'PB401 URL cannot be reached: it does not answer with HTTP. [unknown]',
    );
  });
});

describe('an answer without end', () => {
  /** Sends until nobody reads any more, and counts the megabytes. */
  async function endless(head: (response: ServerResponse) => void): Promise<{ url: string; sent: () => number }> {
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    let sent = 0;
    const url = await answering((_, response) => {
      head(response);
      const more = (): void => {
        while (!response.destroyed && sent < 500) {
          sent += 1;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    });
    return { url, sent: () => sent };
  }

  it('is not read beyond what can be right', async () => {
    const { url, sent } = await endless((response) => void response.writeHead(200));
    const failure = await failed({ url, token, pace: swiftPace() }, { ...read, limit: 3 * 1024 * 1024 });
    expect(told(failure, url)).toBe(
      'PB415 The answer of URL to `GET /app/rest/projects` is larger than 3 MB, and was not read to its end. [unknown]',
    );
    // How far the server was ahead is up to the machine: it is enough that it did not get to the end.
    expect(sent()).toBeLessThan(500);
  });

  it('is read only at its beginning where it is an error', async () => {
    const { url, sent } = await endless((response) => void response.writeHead(400, { 'content-type': 'text/plain' }));
    const { diagnostics } = await failed({ url, token }, read);
    expect(diagnostics).toMatchObject([{ code: 'PB407', notes: [`The server said: ${'x'.repeat(500)}…`] }]);
    // How far the server was ahead is up to the machine: it is enough that it did not get to the end.
    expect(sent()).toBeLessThan(500);
  });

  it('is measured unpacked', async () => {
    const packed = gzipSync(Buffer.alloc(4 * 1024 * 1024));
    expect(packed.length).toBeLessThan(100_000);
    const url = await answering((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
    });
    const { diagnostics } = await failed({ url, token }, { ...read, limit: 1024 * 1024 });
    expect(diagnostics.map(({ code }) => code)).toEqual(['PB415']);
  });

  it('is cut off where it ends in the middle of what is packed', async () => {
    const url = await answering((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"project":[]}').subarray(0, 20));
    });
    expect(told(await failed({ url, token, pace: swiftPace() }, read), url)).toBe(
      'PB406 The answer of URL to `GET /app/rest/projects` broke off: unexpected end of file. [unknown, temporary]',
    );
  });
});
