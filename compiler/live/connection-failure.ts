import { type Circumstances, type Failure, fail } from '../diagnostics/failure.ts';
import { certificateFault } from './certificate-fault.ts';
import { errorReason, mayPass } from './error-reason.ts';
import { type ExchangeError, TimeOut } from './exchange.ts';
import { ProxyError } from './proxy.ts';
import { TooLarge } from './read-bounded.ts';

/** The server and the proxy before it, where there is one. */
interface Peer {
  readonly url: string;
  readonly proxy?: URL | undefined;
}

/** Why there is no whole answer, as a failure for people. `what` is the request, without its query. */
export function connectionFailure({ url, proxy }: Peer, what: string, { stage, cause }: ExchangeError): Failure {
  // Nothing is sent before there is a connection, and a server acts on nothing that was not sent.
  const outcome = stage === 'connecting' ? 'not-done' : 'unknown';
  const circumstances: Circumstances = { outcome, isTemporary: mayPass(cause) };
  if (cause instanceof ProxyError) return proxyFailure(url, cause);
  // A proxy for plain HTTP is all that a connection is made to.
  const isProxy = proxy !== undefined && stage === 'connecting' && url.startsWith('http:');
  if (isProxy) return proxyFailure(url, new ProxyError(proxy, undefined, cause));
  if (cause instanceof TooLarge) return tooLarge(url, what, cause.limit, circumstances);
  const fault = certificateFault(cause);
  if (fault !== undefined) {
    return fail(
      'PB413',
      `The certificate of ${url} is not trusted: ${fault.reason}.`,
      { notes: ['Plugboard never switches the check off by itself.'], hint: fault.hint },
      circumstances,
    );
  }
  if (stage === 'reading') {
    return fail(
      'PB406',
      `The answer of ${url} to \`${what}\` broke off: ${reading(cause)}.`,
      { hint: 'Nothing can be said about what is on the server. Run the command again.' },
      circumstances,
    );
  }
  return fail(
    'PB401',
    `${url} cannot be reached: ${errorReason(cause)}.`,
    { hint: 'Check the address (`--server` or `TEAMCITY_URL`) and that this machine may connect to it.' },
    circumstances,
  );
}

const reading = (cause: unknown): string => (cause instanceof TimeOut ? 'it took too long' : errorReason(cause));

function tooLarge(url: string, what: string, limit: number, circumstances: Circumstances): Failure {
  const most = limit < 1024 * 1024 ? `${Math.ceil(limit / 1024)} KB` : `${Math.ceil(limit / 1024 / 1024)} MB`;
  return fail(
    'PB415',
    `The answer of ${url} to \`${what}\` is larger than ${most}, and was not read to its end.`,
    { hint: 'Check that the address is that of a TeamCity server, with its context path.' },
    circumstances,
  );
}

/** The proxy is named without the user and the password that may stand in its address. */
function proxyFailure(url: string, { proxy, status, cause }: ProxyError): Failure {
  const circumstances: Circumstances = { outcome: 'not-done', status, isTemporary: isPassing(status, cause) };
  if (status === 407) return proxyWantsPassword(proxy, circumstances);
  const fault = certificateFault(cause);
  const message =
    status !== undefined
      ? `The proxy ${proxy.host} refuses to connect to ${url} (status ${status}).`
      : fault !== undefined
        ? `The certificate of the proxy ${proxy.host} is not trusted: ${fault.reason}.`
        : `The proxy ${proxy.host} cannot be reached: ${errorReason(cause)}.`;
  const hint = 'Check `HTTPS_PROXY` and `HTTP_PROXY`. A server that needs no proxy is named in `NO_PROXY`.';
  return fail('PB416', message, { hint: fault?.hint ?? hint }, circumstances);
}

const isPassing = (status: number | undefined, cause: unknown): boolean =>
  status === undefined ? mayPass(cause) : [502, 503, 504].includes(status);

/** The proxy answered 407. */
export function proxyWantsPassword(proxy: URL, circumstances: Circumstances): Failure {
  const given = proxy.username !== '' || proxy.password !== '';
  return fail(
    'PB416',
    given
      ? `The proxy ${proxy.host} does not accept the user name and the password in its address (status 407).`
      : `The proxy ${proxy.host} wants a user name and a password (status 407).`,
    { hint: 'Give them in the address: `HTTPS_PROXY=http://user:password@proxy.example.com:3128` (or `HTTP_PROXY`).' },
    circumstances,
  );
}
