import { fail } from '../diagnostics/failure.ts';
import type { Pace, Retry } from './retries.ts';

/** Where a server is and how we sign in. The token is for request headers only; it stands in no message. */
export interface ServerAccess {
  /** Root of the server, with its context path and without a trailing slash. */
  readonly url: string;
  readonly token: string;
  /** What to go through; `proxyFor` finds it in the environment. */
  readonly proxy?: URL | undefined;
  /** Once aborted, requests under way are given up, and none is tried again. */
  readonly signal?: AbortSignal | undefined;
  /** Told before a read is tried again. */
  readonly onRetry?: ((retry: Retry) => void) | undefined;
  /** Told of every exchange once it is over. */
  readonly onExchange?: ((ended: EndedExchange) => void) | undefined;
  /** Where the usual patience is not the right one. */
  readonly pace?: Partial<Pace> | undefined;
}

/** What a log may say of an exchange: no header and no body. */
export interface EndedExchange {
  readonly method: string;
  /** Below `/app/rest`, with its query. */
  readonly path: string;
  readonly milliseconds: number;
  /** Absent where no whole answer came. */
  readonly status?: number | undefined;
  /** Bytes of the answer. */
  readonly size?: number | undefined;
}

/**
 * Reads the address that the user gave, with or without a context path. An address with a user or a password in it is
 * refused without being repeated, as it holds a secret.
 */
export function serverAddress(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw fail('PB401', 'The server’s address is not a URL.', {
      hint: 'Give it with its scheme: `--server https://teamcity.example.com`.',
    });
  }
  if (url.username !== '' || url.password !== '') {
    throw fail('PB401', `The address of ${url.host} holds a user name or a password.`, {
      hint: 'Remove it from the address and give an access token in `TEAMCITY_TOKEN`.',
    });
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw fail('PB401', `Plugboard speaks http and https, not \`${url.protocol.replace(':', '')}\`.`, {
      hint: 'Give the address that the browser shows: `--server https://teamcity.example.com`.',
    });
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '').replace(/\/app\/rest$/, '');
}
