import { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { urlToHttpOptions } from 'node:url';
import { directAgent, type TunnelOptions, tunnelAgent } from './agents.ts';
import { proxyAuthorization } from './proxy.ts';
import { readBounded } from './read-bounded.ts';

/** One request and where it goes. */
export interface Exchange {
  readonly method: string;
  /** The server; its path does not count. */
  readonly url: URL;
  /** The whole path and the query, sent to the letter. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly proxy?: URL | undefined;
  /** The most bytes of an answer. More is a fault, save for an error page: of that the beginning is enough. */
  readonly limit: number;
  /** Milliseconds for all of it. */
  readonly patience: number;
  /** Once aborted, it is given up. */
  readonly signal?: AbortSignal | undefined;
}

/** An answer that came whole, whatever it says. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Bytes, unpacked. */
  readonly size: number;
}

/** There was no answer, or not a whole one. `cause` says why. */
export class ExchangeError extends Error {
  /** Before anything was sent; before an answer began; in the middle of one. */
  readonly stage: 'connecting' | 'waiting' | 'reading';

  constructor(stage: ExchangeError['stage'], cause: unknown) {
    super('the exchange failed', { cause });
    this.name = 'ExchangeError';
    this.stage = stage;
  }
}

/** It took longer than anybody wants to wait. */
export class TimeOut extends Error {
  override readonly name = 'TimeOut';
}

/** How much of an error page is read: enough to say what it says. */
const errorLimit = 64 * 1024;

/**
 * Sends one request over HTTP and reads the answer, by Node's own client: `fetch` tells neither whether a connection
 * was made before it failed, nor does it go through a proxy on the oldest Node that we run on.
 *
 * @throws {ExchangeError} where no whole answer comes.
 */
export async function exchange(asked: Exchange): Promise<Answer> {
  const { patience, signal, limit } = asked;
  const given = new AbortController();
  const giveUp = (): void => given.abort(signal?.reason);
  const timer = setTimeout(() => given.abort(new TimeOut(`no answer within ${patience / 1000} seconds`)), patience);
  signal?.addEventListener('abort', giveUp);
  if (signal?.aborted) giveUp();
  let stage: ExchangeError['stage'] = 'connecting';
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = open(asked, given.signal);
      // It is listened to until the end: a connection that breaks during the answer is told of here too.
      request.on('error', reject);
      request.once('response', resolve);
      onceConnected(request, () => {
        stage = 'waiting';
      });
      request.end(asked.body);
    });
    stage = 'reading';
    const status = response.statusCode ?? 0;
    const isSuccess = status >= 200 && status < 300;
    const { text, size } = await readBounded(response, isSuccess ? { limit } : { limit: errorLimit, beginning: true });
    return { status, headers: response.headers, text, size };
  } catch (error) {
    throw new ExchangeError(stage, given.signal.aborted ? given.signal.reason : error);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
}

function open({ method, url, path, headers, body, proxy }: Exchange, signal: AbortSignal): ClientRequest {
  const shared = {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }) },
    signal,
  };
  if (url.protocol === 'https:') {
    const options: TunnelOptions = { ...urlToHttpOptions(url), ...shared, path, givenUp: signal };
    return overHttps({ ...options, agent: proxy === undefined ? directAgent(url) : tunnelAgent(proxy) });
  }
  if (proxy === undefined) return overHttp({ ...urlToHttpOptions(url), ...shared, path, agent: directAgent(url) });
  // A proxy for plain HTTP gets the whole address, and passes the request on itself.
  const through = proxy.protocol === 'https:' ? overHttps : overHttp;
  return through({
    ...urlToHttpOptions(proxy),
    ...shared,
    headers: { ...shared.headers, host: url.host, ...proxyAuthorization(proxy) },
    auth: null,
    path: `${url.origin}${path}`,
    agent: directAgent(proxy),
  });
}

/** From then on the server may have got the request. */
function onceConnected(request: ClientRequest, connected: () => void): void {
  request.once('socket', (socket: Socket) => {
    if (request.reusedSocket) connected();
    else if (socket instanceof TLSSocket) socket.once('secureConnect', connected);
    else if (socket.connecting) socket.once('connect', connected);
    else connected();
  });
}
