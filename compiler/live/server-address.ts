import { fail } from '../diagnostics/failure.ts';

/** Where a server is and how we sign in. The token is for request headers only; it stands in no message. */
export interface ServerAccess {
  /** Root of the server, with its context path and without a trailing slash. */
  readonly url: string;
  readonly token: string;
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
