import { z } from 'zod';
import { Failure, fail } from '../diagnostics/failure.ts';

/** Newer servers answer errors as JSON where JSON is accepted. */
const jsonErrors = z.object({
  errors: z.array(z.object({ message: z.string().optional(), additionalMessage: z.string().optional() })).min(1),
});

/** What a server said when it did not do what it was asked, as a failure for people. */
export function refusal(server: string, what: string, response: Response, body: string): Failure {
  const { status, headers } = response;
  // A proxy says 502 or 504 where the server behind it may have acted.
  const outcome = status >= 500 ? 'unknown' : 'not-done';
  const retryAfterMilliseconds = retryAfter(headers.get('retry-after'), Date.now());
  const { diagnostics } = described(server, what, response, body);
  return new Failure(diagnostics, { status, outcome, retryAfterMilliseconds });
}

/** A number of seconds, or a date. */
function retryAfter(text: string | null, now: number): number | undefined {
  if (text === null) return undefined;
  const milliseconds = /^\s*\d+\s*$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}

function described(server: string, what: string, response: Response, body: string): Failure {
  const { status } = response;
  if (status === 401) {
    return fail('PB402', `${server} does not accept the access token.`, {
      hint: 'Set `TEAMCITY_TOKEN` to a token that is valid on this server (user profile, Access Tokens).',
    });
  }
  if (status >= 300 && status < 400) {
    return fail('PB405', `${server} redirects \`${what}\` to ${target(response)}.`, {
      hint: 'Give the address that the server itself uses (Administration, Global Settings, Server URL).',
    });
  }
  if (isPage(response, body)) {
    const waiting = status === 503;
    return fail('PB405', `${server} answered \`${what}\` with a web page (status ${status}).`, {
      notes: waiting ? ['A TeamCity server does so while it starts or is under maintenance.'] : [],
      hint: waiting
        ? 'Wait until the server is up and run the command again.'
        : 'Check that the address is that of a TeamCity server, with its context path.',
    });
  }
  if (status === 403) {
    return fail('PB403', `The access token lacks the permission for \`${what}\`.`, { notes: said(body) });
  }
  if (status >= 500) {
    return fail('PB412', `${server} failed at \`${what}\` (status ${status}).`, {
      notes: said(body),
      hint: 'Whether the request was carried out is not known. Run the command again: it looks first.',
    });
  }
  return fail('PB407', `${server} refused \`${what}\` (status ${status}).`, { notes: said(body) });
}

/** Only the host: an address that a proxy redirects to can hold tickets. */
function target(response: Response): string {
  try {
    return new URL(response.headers.get('location') ?? '', response.url).host;
  } catch {
    return 'another address';
  }
}

/** Whether an answer is HTML, which the API never gives: a login page, a proxy or a server that is starting. */
function isPage(response: Response, body: string): boolean {
  return (response.headers.get('content-type') ?? '').includes('text/html') || /^\s*<(!doctype html|html)/i.test(body);
}

function said(body: string): readonly string[] {
  let text = body;
  try {
    const { errors } = jsonErrors.parse(JSON.parse(body));
    text = errors.map(({ message, additionalMessage }) => message ?? additionalMessage ?? '').join(' ');
  } catch {
    // Up to 2024 the answer is text: `Details: <Java exception class>: <message>`.
    text = /^Details: (?:[\w.$]+: )?(.*)$/m.exec(body)?.[1] ?? body;
  }
  const line = text.replace(/\s+/g, ' ').trim().slice(0, 500);
  return line === '' ? [] : [`The server said: ${line}`];
}
