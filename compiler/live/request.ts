import { fail } from '../diagnostics/failure.ts';
import { refusal } from './refusal.ts';
import type { ServerAccess } from './server-address.ts';

/** One request to the REST API. */
export interface RestRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/app/rest`, starting with a slash, query included. */
  readonly path: string;
  readonly body?: { readonly type: 'application/json' | 'text/plain'; readonly text: string } | undefined;
}

/** Large servers take their time for the whole project tree; JetBrains asks clients to be patient. Milliseconds. */
const patience = 120_000;

/**
 * Sends one request and gives the text of the answer. Whatever is not a success becomes a failure that says what the
 * server answered: never an empty result, which would look like "there are no connections".
 */
export async function request(access: ServerAccess, { method, path, body }: RestRequest): Promise<string> {
  let response: Response;
  try {
    response = await fetch(`${access.url}/app/rest${path}`, {
      method,
      headers: {
        accept: 'application/json, text/plain;q=0.5',
        authorization: `Bearer ${access.token}`,
        ...(body === undefined ? {} : { 'content-type': body.type }),
      },
      // A redirect would carry the token to wherever the answer points.
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
      ...(body === undefined ? {} : { body: body.text }),
    });
  } catch (error) {
    throw fail(
      'PB401',
      `${access.url} cannot be reached: ${reason(error)}.`,
      { hint: 'Check the address (`--server` or `TEAMCITY_URL`) and that this machine may connect to it.' },
      { outcome: 'unknown' },
    );
  }
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    throw fail(
      'PB406',
      `The answer of ${access.url} to \`${method} ${shown(path)}\` broke off: ${reason(error)}.`,
      { hint: 'Nothing can be said about what is on the server. Run the command again.' },
      { outcome: 'unknown' },
    );
  }
  // A server that quotes the request in its refusal quotes the token.
  const quotable = text.replaceAll(access.token, '(access token)');
  if (!response.ok) throw refusal(access.url, `${method} ${shown(path)}`, response, quotable);
  return text;
}

/** Requests for the whole tree have long queries that help nobody in a message. */
const shown = (path: string): string => `/app/rest${path.split('?')[0]}`;

function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  if (error.name === 'TimeoutError') return `no answer within ${patience / 1000} seconds`;
  const { cause } = error;
  if (cause instanceof Error) {
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
    return cause.message === '' ? code || error.message : cause.message;
  }
  return error.message;
}
