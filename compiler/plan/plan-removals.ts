import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { type Kinds, kindsFor } from '../kinds/registry.ts';
import { madeByIntent } from '../ledger/interrupted.ts';
import type { OwnedEntry, Ownership } from '../ledger/ownership.ts';
import type { ChangeReason, ConnectionChange, LedgerEntry, LiveFeature, LiveProject, Manifest } from '../model.ts';
import { once } from '../once.ts';
import { lostSecrets } from './lost-secrets.ts';
import type { Match } from './match.ts';
import { isProvided } from './provided.ts';
import { sightOf } from './sight.ts';

export interface Removals {
  readonly changes: readonly ConnectionChange[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What goes: connections that this stack owns and no longer declares, and in exclusive projects those that nobody
 * owns. Nothing else is ever deleted.
 */
export function planRemovals(
  manifest: Manifest,
  projects: ReadonlyMap<string, LiveProject>,
  ownership: Ownership,
  matches: readonly Match[],
): Removals {
  const kept = once(
    () => new Set(matches.flatMap(({ connection, live }) => (live ? [`${connection.project}/${live.id}`] : []))),
  );
  const declared = new Set(manifest.connections.map(({ address }) => address));
  for (const { previousAddress } of matches) if (previousAddress !== undefined) declared.add(previousAddress);
  // A connection that a message speaks of has no match: what it was before is not given up either.
  const matched = new Set(matches.map(({ connection }) => connection));
  for (const one of manifest.connections)
    if (one.formerly !== undefined && !matched.has(one)) declared.add(one.formerly);
  const provided = isProvided(manifest);
  const kinds = kindsFor(manifest.kinds);
  const changes: ConnectionChange[] = [];
  const diagnostics: Diagnostic[] = [];

  for (const [address, owned] of ownership.own) {
    if (declared.has(address)) continue;
    const live =
      owned.entry.id === undefined
        ? madeByIntent(owned.entry, kinds.named(owned.entry.kind)?.providerType, owned.project, ownership)
        : owned.project.connections.find(({ id }) => id === owned.entry.id);
    // Another declaration holds it now, for instance by an `adopt` line under a new key.
    if (live === undefined || kept().has(`${owned.project.id}/${live.id}`)) changes.push(forgetting(address, owned));
    else if (owned.entry.protect) diagnostics.push(protectedConnection(address));
    else changes.push({ ...removal(owned.project, live, 'not-declared', kinds, owned.entry), address, key: owned.key });
  }
  for (const { id, exclusive } of manifest.projects) {
    const project = exclusive ? projects.get(id) : undefined;
    for (const live of project?.connections ?? []) {
      if (project === undefined || kept().has(`${id}/${live.id}`) || ownership.ownerOf(id, live.id) !== undefined)
        continue;
      if (provided(id, live.id)) continue;
      changes.push(removal(project, live, 'exclusive-project', kinds));
    }
  }
  return { changes, diagnostics };
}

function removal(
  project: LiveProject,
  live: LiveFeature,
  reason: ChangeReason,
  kinds: Kinds,
  entry?: LedgerEntry,
): ConnectionChange {
  const providerType = live.properties['providerType'] ?? '';
  const kind = kinds.ofProvider(providerType);
  return {
    target: 'connection',
    action: 'delete',
    reason,
    // Nobody gave it a key, so its id has to do, marked so that it is no declared connection's address.
    address: `${project.id}/#${live.id}`,
    project: project.id,
    key: `#${live.id}`,
    kind: kind?.name ?? 'custom',
    providerType,
    displayName: live.properties['displayName'] ?? '',
    ...sightOf(live),
    properties: [],
    unchanged: 0,
    lostSecrets: lostSecrets(live, kind, entry),
  };
}

const forgetting = (address: string, { project, key, entry }: OwnedEntry): ConnectionChange => ({
  target: 'connection',
  action: 'forget',
  reason: 'deleted-on-server',
  address,
  project: project.id,
  key,
  kind: entry.kind,
  providerType: '',
  displayName: '',
  featureId: entry.id,
  properties: [],
  unchanged: 0,
});

const protectedConnection = (address: string): Diagnostic =>
  diagnostic('PB506', `\`${address}\` is no longer declared, and it was declared with \`protect: true\`.`, {
    address,
    hint: 'Declare it again. To delete it, apply once with the declaration but without `protect`, and remove it then.',
  });
