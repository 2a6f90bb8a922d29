import { type RunningServer, type ServerOptions, startServer } from 'plugboard/sandbox';
import { onTestFinished } from 'vitest';
import { dataDirectory, type ProjectOnDisk } from '../data-directory.ts';
import type { World } from './run-example.ts';

/** Stands for the address of every server. */
const shownUrl = 'https://teamcity.example.com';

export interface ServerWorld extends World {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly server: RunningServer;
}

/** A world with a server that has these projects, and a token that may edit them. */
export async function withServer(
  projects: Readonly<Record<string, ProjectOnDisk>> = { _Root: { features: [] } },
  options: ServerOptions = {},
): Promise<ServerWorld> {
  const server = await startServer({ dataDirectory: dataDirectory(projects), ...options });
  onTestFinished(() => server.close());
  return { ...atAddress(server.url, server.tokens.edit), server };
}

/** A world in which the server is at this address, which a message does not show. */
export const atAddress = (
  url: string,
  token = 'a-token-of-another-server',
): Required<Pick<World, 'environment' | 'replace'>> & Pick<ServerWorld, 'environment'> => ({
  environment: { TEAMCITY_URL: url, TEAMCITY_TOKEN: token },
  replace: [
    [url, shownUrl],
    [new URL(url).host, new URL(shownUrl).host],
  ],
});
