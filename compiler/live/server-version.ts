import * as z from 'zod';
import { readJson } from './read-json.ts';
import type { ServerAccess } from './server-address.ts';

/** What a server says of itself. */
interface ServerDescription {
  readonly version?: string | undefined;
  readonly internalId?: string | undefined;
}

const description: z.ZodType<ServerDescription> = z.object({
  version: z.string().optional(),
  internalId: z.string().optional(),
});

/** Asks a server for its own id and version. */
export const readServer = (access: ServerAccess): Promise<ServerDescription> =>
  readJson(access, '/server?fields=internalId,version', description);

/** The oldest TeamCity whose REST API has what Plugboard needs. */
export const oldestVersion: string = '2020.1';

/** Whether a version, such as `2019.2.4 (build 72059)` or `10.0.5 (build 42677)`, is older than that. */
export function isTooOld(version: string): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined || minor === undefined) return false;
  const [oldest = 0, least = 0] = oldestVersion.split('.').map(Number);
  return Number(major) < oldest || (Number(major) === oldest && Number(minor) < least);
}
