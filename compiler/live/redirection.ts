import { type Circumstances, type Failure, fail } from '../diagnostics/failure.ts';

/**
 * The server sends us elsewhere. It is not followed, as the token would be carried along. Of where it points to only
 * the host is told: the rest can hold tickets.
 */
export function redirection(
  { url, what }: { readonly url: string; readonly what: string },
  location: string | undefined,
  circumstances: Circumstances,
): Failure {
  const target = targetOf(url, location);
  const from = new URL(url);
  const isSecured = from.protocol === 'http:' && target?.protocol === 'https:' && target.hostname === from.hostname;
  const isLogin = target !== undefined && /log-?in|sign[-_]?in|oauth|openid|saml|sso/i.test(target.pathname);
  const where = `${target?.host ?? 'another address'}${isSecured ? ' over https' : ''}`;
  return fail(
    'PB405',
    `${url} redirects \`${what}\` to ${where}.`,
    {
      notes: isLogin ? ['It leads to a page for logging in: a proxy or another product wants that first.'] : [],
      hint: isSecured
        ? 'Give the address with `https://`.'
        : isLogin
          ? 'Check that the address is that of a TeamCity server, with its context path, and that its REST API can be reached without a browser.'
          : 'Give the address that the server itself uses (Administration, Global Settings, Server URL).',
    },
    circumstances,
  );
}

function targetOf(url: string, location: string | undefined): URL | undefined {
  try {
    return location === undefined ? undefined : new URL(location, url);
  } catch {
    return undefined;
  }
}
