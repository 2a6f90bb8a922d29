import { connectionFailure } from './connection-failure.ts';
import { type Answer, ExchangeError, exchange } from './exchange.ts';
import { isPage, refusal } from './refusal.ts';
import { usualPace, withRetries } from './retries.ts';
import type { ServerAccess } from './server-address.ts';

/** One request to the REST API. */
export interface RestRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/app/rest`, starting with a slash, query included. */
  readonly path: string;
  readonly body?: { readonly type: 'application/json' | 'text/plain'; readonly text: string } | undefined;
  /** The most bytes that an answer may have, where that is more than usual. */
  readonly limit?: number | undefined;
}

/** Answers to all but the large reads are some hundred bytes. */
const usualLimit = 8 * 1024 * 1024;

/**
 * Sends one request and gives the text of the answer. Whatever is not a success becomes a failure that says what the
 * server answered: never an empty result, which would look like "there are no connections". A read is tried again where
 * that may help; a write never is, as nobody knows whether it was carried out: whoever wants it looks first.
 */
export async function request(access: ServerAccess, asked: RestRequest): Promise<string> {
  if (asked.method !== 'GET') return send(access, asked);
  return withRetries(() => send(access, asked), { ...usualPace, ...access.pace }, access);
}

/** Sends one request once. */
export async function send(access: ServerAccess, { method, path, body, limit }: RestRequest): Promise<string> {
  const { url, proxy, token, signal } = access;
  const { patience, now } = { ...usualPace, ...access.pace };
  const server = new URL(url);
  const what = `${method} /app/rest${path.split('?')[0]}`;
  const start = now();
  let answer: Answer;
  try {
    answer = await exchange({
      method,
      url: server,
      path: `${server.pathname.replace(/\/$/, '')}/app/rest${path}`,
      headers: {
        accept: 'application/json, text/plain;q=0.5',
        'accept-encoding': 'gzip',
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': body.type }),
      },
      body: body?.text,
      proxy,
      limit: limit ?? usualLimit,
      patience,
      signal,
    });
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    access.onExchange?.({ method, path, milliseconds: now() - start });
    throw connectionFailure(access, what, error);
  }
  const { status, size } = answer;
  access.onExchange?.({ method, path, milliseconds: now() - start, status, size });
  if (status >= 200 && status < 300 && !isPage(answer)) return answer.text;
  // A server that quotes the request in its refusal quotes the token.
  const text = answer.text.replaceAll(token, '(access token)');
  throw refusal({ url, proxy, method, what }, { ...answer, text }, now());
}
