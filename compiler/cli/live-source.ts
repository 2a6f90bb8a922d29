import { fail } from '../diagnostics/failure.ts';
import { readDataDirectory } from '../live/data-directory.ts';
import { restReader } from '../live/rest-reader.ts';
import { type ServerAccess, serverAddress } from '../live/server-address.ts';
import { readSnapshot } from '../live/snapshot.ts';
import type { Live } from '../model.ts';
import type { SourceOptions } from './options.ts';
import type { Shell } from './shell.ts';

/** Reads the live state from where the options or the environment say. */
export async function readLive(options: SourceOptions, shell: Shell): Promise<Live> {
  if (options.snapshot !== undefined) return readSnapshot(options.snapshot);
  if (options.dataDir !== undefined) return readDataDirectory(options.dataDir);
  return restReader(serverAccess(options, shell)).readLive();
}

/** The same with the server's own id, for a plan that is kept: an address can lead to another server tomorrow. */
export async function withServerId(live: Live, options: SourceOptions, shell: Shell): Promise<Live> {
  if (live.source.kind !== 'server') return live;
  const { serverId } = await restReader(serverAccess(options, shell)).readIdentity();
  return serverId === '' ? live : { ...live, source: { ...live.source, serverId } };
}

/** The server and the token; fails (PB410, PB402) with what to set where one is missing. */
export function serverAccess({ server }: SourceOptions, { environment }: Shell): ServerAccess {
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
  return { url, token };
}
