import { type ClientRequestArgs, Agent as HttpAgent, type IncomingMessage, request as overHttp } from 'node:http';
import { Agent as HttpsAgent, request as overHttps, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { type ConnectionOptions, connect as startTls } from 'node:tls';
import { urlToHttpOptions } from 'node:url';
import { ProxyError, proxyAuthorization } from './proxy.ts';

/** What Node's own agents do since version 20: connections are used again, and closed after five idle seconds. */
const kept = { keepAlive: true, scheduling: 'lifo', timeout: 5000 } as const;

const plain = new HttpAgent(kept);
const secure = new HttpsAgent(kept);
const tunnels = new Map<string, HttpsAgent>();

/** Milliseconds for a proxy to make up its mind. */
const proxyPatience = 30_000;

/** The connections to servers and proxies that are spoken to directly. */
export function directAgent({ protocol }: URL): HttpAgent {
  return protocol === 'https:' ? secure : plain;
}

/** The connections to https servers through this proxy. */
export function tunnelAgent(proxy: URL): HttpsAgent {
  const known = tunnels.get(proxy.href);
  if (known !== undefined) return known;
  const agent = new TunnelAgent(proxy);
  tunnels.set(proxy.href, agent);
  return agent;
}

/** A request's own options, and when nobody wants its connection any more. */
export interface TunnelOptions extends RequestOptions {
  readonly givenUp?: AbortSignal;
}

type Connected = (error: Error | null, stream: Duplex) => void;

/** Asks the proxy for a connection to the server (CONNECT), and speaks TLS with the server over it. */
class TunnelAgent extends HttpsAgent {
  readonly #proxy: URL;

  constructor(proxy: URL) {
    super(kept);
    this.#proxy = proxy;
  }

  override createConnection(options: TunnelOptions, connected?: Connected): undefined {
    // An agent that was handed an error does not look at the stream.
    const failed = (error: Error): void => connected?.(error, undefined as unknown as Duplex);
    this.#open(options).then(
      (socket) => connected?.(null, startTls({ ...(options as ConnectionOptions), socket })),
      failed,
    );
  }

  #open({ host, port, givenUp }: TunnelOptions): Promise<Duplex> {
    const proxy = this.#proxy;
    const name = host?.includes(':') ? `[${host}]` : host;
    const target = `${name}:${port ?? 443}`;
    const options: ClientRequestArgs = {
      ...urlToHttpOptions(proxy),
      auth: null,
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...proxyAuthorization(proxy) },
      timeout: proxyPatience,
      agent: false,
      ...(givenUp !== undefined && { signal: givenUp }),
    };
    return new Promise((resolve, reject) => {
      const request = (proxy.protocol === 'https:' ? overHttps : overHttp)(options);
      request.once('connect', ({ statusCode = 0 }: IncomingMessage, socket: Duplex) => {
        if (statusCode >= 200 && statusCode < 300) return resolve(socket);
        socket.destroy();
        reject(new ProxyError(proxy, statusCode));
      });
      // A server that knows nothing of CONNECT answers as to any other request.
      request.once('response', ({ statusCode = 0 }: IncomingMessage) => {
        request.destroy();
        reject(new ProxyError(proxy, statusCode));
      });
      request.once('timeout', () => request.destroy(new Error(`no answer within ${proxyPatience / 1000} seconds`)));
      request.once('error', (error) => reject(new ProxyError(proxy, undefined, error)));
      request.end();
    });
  }
}
