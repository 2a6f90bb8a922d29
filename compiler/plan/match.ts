/**
 * Which live connection is which declared one.
 *
 * A connection's id is the server's choice and everything else on the server points at it, so a wrong match does harm
 * and so does a missed one. Only what somebody said counts: an `adopt` line, the ledger's record, the ledger's intent
 * of a creation that was interrupted, or the ledger's record under a former key. A live connection that merely looks
 * the same is never taken over unasked and never duplicated: it is reported, with the line that adopts it.
 */
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import type { Kind } from '../kinds/kind.ts';
import { kindsFor } from '../kinds/registry.ts';
import { madeByIntent } from '../ledger/interrupted.ts';
import type { Ownership } from '../ledger/ownership.ts';
import type { ChangeReason, LedgerEntry, LiveFeature, LiveProject, Manifest, ManifestConnection } from '../model.ts';
import { byAdoptLine } from './adopt-line.ts';
import { withLookAlikes } from './look-alikes.ts';

/** A declared connection and what belongs to it on the server. */
export interface Match {
  readonly connection: ManifestConnection;
  readonly kind: Kind | undefined;
  readonly providerType: string;
  /** Absent where it is to be created. */
  readonly live?: LiveFeature | undefined;
  readonly reason: ChangeReason;
  readonly entry?: LedgerEntry | undefined;
  readonly previousAddress?: string | undefined;
}

export interface Matches {
  /** Without those that a diagnostic speaks of: nobody knows yet what is to become of them. */
  readonly matches: readonly Match[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Matches every declared connection. `projects` are the live ones by id. */
export function matchConnections(
  manifest: Manifest,
  projects: ReadonlyMap<string, LiveProject>,
  ownership: Ownership,
  adoptMatching = false,
): Matches {
  const kinds = kindsFor(manifest.kinds);
  const diagnostics: Diagnostic[] = [];
  const surroundings = { manifest, projects, ownership };
  const said: Match[] = [];
  for (const connection of manifest.connections) {
    const providerType = String(connection.properties['providerType'] ?? '');
    const project = projects.get(connection.project);
    const found =
      project &&
      (byAdoptLine(connection, providerType, project, surroundings) ??
        byLedger(connection, providerType, project, ownership));
    if (found !== undefined && 'code' in found) diagnostics.push(found);
    else said.push({ connection, kind: kinds.named(connection.kind), providerType, reason: 'declared', ...found });
  }

  // Whatever led to a creation: it must not make a second one beside one that looks the same.
  const created = said.filter(({ live, connection }) => live === undefined && mayLookAlike(connection, projects));
  if (created.length === 0) return withoutClaimed(said, diagnostics);
  const looked = withLookAlikes(created, claimedIn(said), manifest, projects, ownership, adoptMatching);
  const isLookedAt = new Set(created);
  const byConnection = new Map(looked.matches.map((match) => [match.connection, match]));
  const matches = said.flatMap((match) => (isLookedAt.has(match) ? (byConnection.get(match.connection) ?? []) : match));
  return withoutClaimed(matches, [...diagnostics, ...looked.diagnostics]);
}

function withoutClaimed(matches: readonly Match[], diagnostics: readonly Diagnostic[]): Matches {
  const claimed = claimedTwice(matches);
  if (claimed.size === 0) return { matches, diagnostics };
  return {
    matches: matches.filter((match) => !claimed.has(match)),
    diagnostics: [...diagnostics, ...claimed.values()],
  };
}

/** Where the author named one by its id, he knows of it. */
const mayLookAlike = ({ adopt, project }: ManifestConnection, projects: ReadonlyMap<string, LiveProject>): boolean =>
  adopt === undefined && projects.has(project);

const claimedIn = (matches: readonly Match[]): ReadonlySet<string> =>
  new Set(matches.flatMap(({ connection, live }) => (live === undefined ? [] : [`${connection.project}/${live.id}`])));

/** A live connection belongs to one declaration: an `adopt` line can name one that another declaration owns. */
function claimedTwice(matches: readonly Match[]): ReadonlyMap<Match, Diagnostic> {
  const first = new Map<LiveFeature, Match>();
  const claimed = new Map<Match, Diagnostic>();
  const claim = (match: Match): void => {
    const { live, connection } = match;
    if (live === undefined) return;
    const owner = first.get(live)?.connection.address;
    if (owner === undefined) first.set(live, match);
    else claimed.set(match, belongsTo(connection, live, owner));
  };
  // What somebody has already comes before what an `adopt` line names.
  for (const match of matches) if (match.reason !== 'adopt-line') claim(match);
  for (const match of matches) if (match.reason === 'adopt-line') claim(match);
  return claimed;
}

function belongsTo({ address, project }: ManifestConnection, live: LiveFeature, owner: string): Diagnostic {
  return diagnostic('PB503', `\`${live.id}\` in \`${project}\` belongs to \`${owner}\` of this stack already.`, {
    address,
    hint: `To give it another key, remove \`${owner}\` and add \`formerly: '${owner.split('/')[1]}'\` to \`${address}\`.`,
  });
}

/** What belongs to a declared connection. */
export type Found = Omit<Match, 'connection' | 'kind' | 'providerType'>;

function byLedger(
  { address, formerly }: ManifestConnection,
  providerType: string,
  project: LiveProject,
  ownership: Ownership,
): Found | undefined {
  const own = ownership.own.get(address);
  const former = own === undefined && formerly !== undefined ? ownership.own.get(formerly) : undefined;
  const entry = own?.entry ?? former?.entry;
  if (entry === undefined) return undefined;

  const previousAddress = former === undefined ? undefined : formerly;
  if (entry.id !== undefined) {
    const live = project.connections.find(({ id }) => id === entry.id);
    if (live === undefined) return { reason: 'deleted-on-server', previousAddress };
    return { live, entry, reason: former === undefined ? 'differs' : 'renamed-key', previousAddress };
  }
  const made = madeByIntent(entry, providerType, project, ownership);
  return made === undefined ? { reason: 'declared' } : { live: made, reason: 'interrupted-create' };
}
