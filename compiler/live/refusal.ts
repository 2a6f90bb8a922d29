import * as z from 'zod';
import { type Circumstances, type Failure, fail } from '../diagnostics/failure.ts';
import { proxyWantsPassword } from './connection-failure.ts';
import type { Answer } from './exchange.ts';
import { redirection } from './redirection.ts';
import { retryAfter } from './retry-after.ts';

/** Newer servers answer errors as JSON where JSON is accepted. */
const jsonErrors = z.object({
  errors: z.array(z.object({ message: z.string().optional(), additionalMessage: z.string().optional() })).min(1),
});

/** What was asked of which server. */
export interface Asked {
  readonly url: string;
  readonly proxy?: URL | undefined;
  readonly method: string;
  /** Method and path, for messages. */
  readonly what: string;
}

/** What a server said when it did not do what it was asked, as a failure for people. */
export function refusal(asked: Asked, answer: Answer, now: number): Failure {
  const { url, what, proxy } = asked;
  const { status, headers, text } = answer;
  const wait = retryAfter(headers['retry-after'], now);
  const circumstances: Circumstances = {
    status,
    outcome: outcomeOf(status),
    isTemporary: status === 429 || (status >= 500 && status !== 501 && status !== 505),
    retryAfterMilliseconds: wait,
  };
  const asks = wait === undefined ? [] : [`It asks to wait ${Math.ceil(wait / 1000)} s.`];
  if (status === 407 && proxy !== undefined) return proxyWantsPassword(proxy, circumstances);
  if (status === 401) return notAccepted(url, isPage(answer), circumstances);
  if (status >= 300 && status < 400) return redirection(asked, headers.location, circumstances);
  if (status === 429) {
    return fail(
      'PB418',
      `${url} refuses \`${what}\`: there were too many requests (status 429).`,
      { notes: [...said(text), ...asks], hint: 'Run the command again a little later.' },
      circumstances,
    );
  }
  if (isPage(answer)) return page(asked, status, asks, circumstances);
  if (status === 403) {
    return fail(
      'PB403',
      `The access token lacks the permission for \`${what}\`.`,
      { notes: said(text), hint: 'Give the token’s user a role that has it, or use another token.' },
      circumstances,
    );
  }
  if (status >= 500) {
    return fail(
      'PB412',
      `${url} failed at \`${what}\` (status ${status}).`,
      { notes: [...said(text), ...asks], hint: again(asked) },
      circumstances,
    );
  }
  return fail('PB407', `${url} refused \`${what}\` (status ${status}).`, { notes: said(text) }, circumstances);
}

/** A proxy says 502 or 504 where the server behind it may have acted; and nobody knows what a page means by success. */
const outcomeOf = (status: number): 'not-done' | 'unknown' => (status >= 300 && status < 500 ? 'not-done' : 'unknown');

const again = ({ method }: Asked): string =>
  method === 'GET'
    ? 'Run the command again when the server answers.'
    : 'Whether the request was carried out is not known. Run the command again: it looks first.';

function notAccepted(url: string, asPage: boolean, circumstances: Circumstances): Failure {
  return fail(
    'PB402',
    `${url} does not accept the access token.`,
    {
      notes: asPage
        ? ['It says so with a web page, as TeamCity does not: a proxy or another product may be speaking.']
        : [],
      hint: 'Set `TEAMCITY_TOKEN` to a token that is valid on this server (user profile, Access Tokens).',
    },
    circumstances,
  );
}

function page(asked: Asked, status: number, asks: readonly string[], circumstances: Circumstances): Failure {
  const { url, what, proxy } = asked;
  const through = proxy === undefined ? [] : [`The request went through the proxy ${proxy.host}.`];
  const is503 = status === 503;
  const isGateway = status === 502 || status === 504;
  const notes = is503
    ? ['A TeamCity server does so while it starts or is under maintenance.']
    : isGateway
      ? ['What stands before the server says so when it cannot reach it.']
      : status < 300
        ? ['A login page in between looks like this.']
        : [];
  return fail(
    'PB405',
    `${url} answered \`${what}\` with a web page (status ${status}).`,
    {
      notes: [...notes, ...asks, ...through],
      hint:
        is503 || isGateway
          ? `Wait until the server is up and run the command again.`
          : 'Check that the address is that of a TeamCity server, with its context path.',
    },
    circumstances,
  );
}

/**
 * Whether an answer is HTML, which the API never gives: a login page, a proxy or a server that is starting. A value that
 * looks like it is sent as plain text.
 */
export function isPage({ headers, text }: Pick<Answer, 'headers' | 'text'>): boolean {
  const type = headers['content-type'] ?? '';
  return type.includes('text/html') || (!type.includes('text/plain') && /^\s*<(!doctype html|html)/i.test(text));
}

const longest = 500;

function said(body: string): readonly string[] {
  let text = body;
  try {
    const { errors } = jsonErrors.parse(JSON.parse(body));
    text = errors.map(({ message, additionalMessage }) => message ?? additionalMessage ?? '').join(' ');
  } catch {
    // Up to 2024 the answer is text: `Details: <Java exception class>: <message>`.
    text = /^Details: (?:[\w.$]+: )?(.*)$/m.exec(body)?.[1] ?? body;
  }
  const line = text.replace(/\s+/g, ' ').trim();
  const short = line.length > longest ? `${line.slice(0, longest)}…` : line;
  return line === '' ? [] : [`The server said: ${short}`];
}
