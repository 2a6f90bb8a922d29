import { diagnostic } from '../diagnostics/diagnostic.ts';
import { fail } from '../diagnostics/failure.ts';
import { readDataDirectory } from '../live/data-directory.ts';
import { proxyFor } from '../live/proxy-for.ts';
import { restReader } from '../live/rest-reader.ts';
import { type ServerAccess, serverAddress } from '../live/server-address.ts';
import { readSnapshot } from '../live/snapshot.ts';
import type { Live } from '../model.ts';
import type { SourceOptions } from './options.ts';
import { report } from './report.ts';
import { debugLine, retryLine } from './request-lines.ts';
import type { Shell } from './shell.ts';

/** Reads the live state from where the options or the environment say, until somebody aborts it. */
export async function readLive(options: SourceOptions, shell: Shell, signal?: AbortSignal): Promise<Live> {
  if (options.snapshot !== undefined) return readSnapshot(options.snapshot, shell.workingDirectory);
  if (options.dataDir !== undefined) return readDataDirectory(options.dataDir);
  return restReader({ ...serverAccess(options, shell), signal }).readLive();
}

/** The same with the server's own id, for a plan that is kept: an address can lead to another server tomorrow. */
export async function withServerId(live: Live, options: SourceOptions, shell: Shell): Promise<Live> {
  const serverId = await readServerId(options, shell);
  return live.source.kind === 'server' && serverId !== '' ? { ...live, source: { ...live.source, serverId } } : live;
}

/** The id that the server has of its own; empty where the live state comes from files, which do not say. */
export async function readServerId(options: SourceOptions, shell: Shell): Promise<string> {
  if (options.snapshot !== undefined || options.dataDir !== undefined) return '';
  return (await restReader(serverAccess(options, shell)).readIdentity()).serverId;
}

/**
 * The server, the token and the way there; fails (PB410, PB402, PB416) with what to set where something is missing or
 * wrong. What happens on the way is written to stderr: each retry, and with `--debug` each request.
 */
export function serverAccess({ server, debug }: SourceOptions, shell: Shell): ServerAccess {
  const { environment, err, wait } = shell;
  const address = server ?? environment['TEAMCITY_URL'];
  const token = environment['TEAMCITY_TOKEN'];
  if (address === undefined || address === '') {
    throw fail('PB410', 'No server is given.', {
      hint: 'Give `--server https://teamcity.example.com` or set `TEAMCITY_URL`. Without a server, give `--data-dir DIR` or `--snapshot FILE`.',
    });
  }
  const url = serverAddress(address);
  if (token === undefined || token === '') {
    throw fail('PB402', `There is no access token for ${url}.`, {
      hint: 'Set `TEAMCITY_TOKEN` to an access token (user profile, Access Tokens). For a plan, one that can only read is enough.',
    });
  }
  if (/[^\x21-\x7e]/.test(token)) {
    throw fail('PB402', 'The access token holds characters that no token has, such as a blank or a line break.', {
      hint: 'Copy the token once more into `TEAMCITY_TOKEN`.',
    });
  }
  const proxy = proxyFor(url, environment);
  if (url.startsWith('https:') && environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') warnOfUnchecked(shell);
  const isDebug = debug ?? !['', '0', 'false'].includes(environment['PLUGBOARD_DEBUG'] ?? '');
  return {
    url,
    token,
    proxy,
    onRetry: (retry) => err.write(retryLine(retry)),
    onExchange: isDebug ? (ended) => err.write(debugLine(ended)) : undefined,
    pace: wait && { wait },
  };
}

/** Those that have been warned: a command may ask for the server more than once. */
const warned = new WeakSet<Shell>();

function warnOfUnchecked(shell: Shell): void {
  if (warned.has(shell)) return;
  warned.add(shell);
  const warning = diagnostic(
    'PB414',
    '`NODE_TLS_REJECT_UNAUTHORIZED=0` is set: whoever is on the way can read the token.',
    { hint: 'Remove it, and name the certificate to trust with `NODE_EXTRA_CA_CERTS=/path/ca.pem`.' },
  );
  report([warning], undefined, shell);
}
