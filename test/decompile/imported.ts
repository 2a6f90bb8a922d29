import { type DecompileOptions, decompile } from '../../compiler/decompile/decompile.ts';
import type { Live, LiveFeature } from '../../compiler/model.ts';

/** The first line of every file that import writes. */
export const marker: string =
  '// Written by `plugboard import`. It is yours to edit: the next import changes only what has changed on the server.';

/** How the tests of this folder import unless they say otherwise. */
export const options: DecompileOptions = { stackName: 'acme', layout: 'tree', all: false, secrets: 'keep' };

/** The program's files by name. */
export const filesOf = (live: Live, more: Partial<DecompileOptions> = {}): unknown =>
  Object.fromEntries(decompile(live, { ...options, ...more }).files);

/** A connection as a server has it, with the names of its secrets. */
export function liveFeature(
  id: string,
  provider: string,
  properties: Readonly<Record<string, string>>,
  hidden: readonly string[] = [],
): LiveFeature {
  return { id, type: 'OAuthProvider', properties: { providerType: provider, ...properties }, hidden };
}
