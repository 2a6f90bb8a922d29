import { emptyLedger, entryName, entryText } from '../compiler/ledger/ledger.ts';
import type { LedgerEntry, Live, LiveFeature, LiveProject } from '../compiler/model.ts';

/** A live project below the root, with everything that a test does not care about left empty. */
export function liveProject(id: string, more: Partial<LiveProject> = {}): LiveProject {
  const parent = id === '_Root' ? undefined : '_Root';
  return { id, name: id, parent, archived: false, readOnly: false, connections: [], ledgers: [], ...more };
}

/** A server with a root and these projects. */
export const liveState = (projects: readonly LiveProject[]): Live => ({
  source: { kind: 'server', url: 'https://teamcity.example.com' },
  projects: projects.some(({ id }) => id === '_Root') ? projects : [liveProject('_Root'), ...projects],
});

/** A live Docker registry connection. */
export function liveRegistry(
  id: string,
  name: string,
  properties: Readonly<Record<string, string>> = {},
  hidden: readonly string[] = [],
): LiveFeature {
  return {
    id,
    type: 'OAuthProvider',
    properties: {
      displayName: name,
      providerType: 'Docker',
      repositoryUrl: 'https://registry.example.com',
      ...properties,
    },
    hidden,
  };
}

/** A ledger as the server stores it. */
export function ledgerFeature(
  id: string,
  stack: string,
  project: string,
  entries: Readonly<Record<string, LedgerEntry>>,
): LiveFeature {
  const stored = Object.entries(entries).map(([key, entry]) => [entryName(key), entryText(entry)]);
  return {
    id,
    type: 'plugboard',
    properties: { ...emptyLedger(stack, project), ...Object.fromEntries(stored) },
    hidden: [],
  };
}
