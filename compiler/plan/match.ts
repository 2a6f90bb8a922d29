/**
 * Which live connection is which declared one.
 *
 * A connection's id is the server's choice and everything else on the server points at it, so a wrong match does harm
 * and so does a missed one. Only what somebody said counts: an `adopt` line, the ledger's record, the ledger's intent
 * of a creation that was interrupted, or the ledger's record under a former key. A live connection that merely looks
 * the same is never taken over and never duplicated: it is reported, with the line that adopts it.
 */
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import type { Kind } from '../kinds/kind.ts';
import { kindsFor } from '../kinds/registry.ts';
import { madeByIntent } from '../ledger/interrupted.ts';
import type { Ownership } from '../ledger/ownership.ts';
import type { ChangeReason, LedgerEntry, LiveFeature, LiveProject, Manifest, ManifestConnection } from '../model.ts';
import { isProvided } from './provided.ts';

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
): Matches {
  const provided = isProvided(manifest);
  const kinds = kindsFor(manifest.kinds);
  const diagnostics: Diagnostic[] = [];
  const matches = manifest.connections.flatMap((connection): readonly Match[] => {
    const providerType = String(connection.properties['providerType'] ?? '');
    const project = projects.get(connection.project);
    const declared = { connection, providerType, kind: kinds.named(connection.kind) };
    const create: Match = { ...declared, reason: 'declared' };
    if (project === undefined) return [create];

    const found: Found | Diagnostic =
      byAdoptLine(connection, providerType, project, manifest.stack, ownership) ??
      byLedger(connection, providerType, project, ownership) ??
      create;
    // Whatever led to a creation: it must not make a second one beside one that looks the same.
    const isNew = !('code' in found) && found.live === undefined;
    const result = (isNew ? lookAlike(connection, providerType, project, ownership, provided) : undefined) ?? found;
    if ('code' in result) {
      diagnostics.push(result);
      return [];
    }
    return [{ ...declared, ...result }];
  });
  const claimed = claimedTwice(matches);
  return {
    matches: matches.filter((match) => !claimed.has(match)),
    diagnostics: [...diagnostics, ...claimed.values()],
  };
}

/** A live connection belongs to one declaration: an `adopt` line can name one that another declaration owns. */
function claimedTwice(matches: readonly Match[]): ReadonlyMap<Match, Diagnostic> {
  const first = new Map<string, Match>();
  const claimed = new Map<Match, Diagnostic>();
  for (const match of [...matches].sort(
    (a, b) => Number(a.reason === 'adopt-line') - Number(b.reason === 'adopt-line'),
  )) {
    const { live, connection } = match;
    if (live === undefined) continue;
    const place = `${connection.project}/${live.id}`;
    const owner = first.get(place)?.connection.address;
    if (owner === undefined) first.set(place, match);
    else claimed.set(match, belongsTo(connection, live, owner));
  }
  return claimed;
}

function belongsTo({ address, project }: ManifestConnection, live: LiveFeature, owner: string): Diagnostic {
  return diagnostic('PB503', `\`${live.id}\` in \`${project}\` belongs to \`${owner}\` of this stack already.`, {
    address,
    hint: `To give it another key, remove \`${owner}\` and add \`formerly: '${owner.split('/')[1]}'\` to \`${address}\`.`,
  });
}

type Found = Omit<Match, 'connection' | 'kind' | 'providerType'>;

function byAdoptLine(
  connection: ManifestConnection,
  providerType: string,
  project: LiveProject,
  stack: string,
  ownership: Ownership,
): Found | Diagnostic | undefined {
  const { adopt, address } = connection;
  if (adopt === undefined) return undefined;
  const recorded = ownership.own.get(address)?.entry;
  const live = project.connections.find(({ id }) => id === adopt);
  if (live === undefined) {
    // Once adopted, the line has done its work: the ledger knows better what became of the connection.
    if (recorded?.id !== undefined) return undefined;
    return diagnostic(
      'PB503',
      `Project \`${project.id}\` has no connection \`${adopt}\` for \`${address}\` to adopt.`,
      {
        address,
        notes: [present(project)],
        hint: 'A connection is adopted in the project that it stands in. Take its id from the list of the project’s connections.',
      },
    );
  }
  const owner = ownership.ownerOf(project.id, adopt);
  if (owner !== undefined && owner !== stack) {
    return diagnostic('PB503', `\`${adopt}\` in \`${project.id}\` belongs to stack \`${owner}\`.`, {
      address,
      hint: `Remove it from stack \`${owner}\` first, or leave it there.`,
    });
  }
  if (live.properties['providerType'] !== providerType) {
    const found = live.properties['providerType'] ?? 'none';
    return diagnostic(
      'PB503',
      `\`${adopt}\` in \`${project.id}\` is not a \`${connection.kind}\`: its provider type is \`${found}\`.`,
      {
        address,
        hint: 'Declare it as the kind that it is.',
      },
    );
  }
  const entry = recorded?.id === adopt ? recorded : undefined;
  return { live, entry, reason: entry === undefined ? 'adopt-line' : 'differs' };
}

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

function lookAlike(
  { address, adopt, kind, displayName }: ManifestConnection,
  providerType: string,
  project: LiveProject,
  ownership: Ownership,
  provided: (project: string, featureId: string) => boolean,
): Diagnostic | undefined {
  if (adopt !== undefined) return undefined;
  const alike = project.connections.filter(
    ({ id, properties }) =>
      properties['providerType'] === providerType &&
      properties['displayName'] === displayName &&
      ownership.ownerOf(project.id, id) === undefined &&
      !provided(project.id, id),
  );
  const [first] = alike;
  if (first === undefined) return undefined;
  const ids = alike.map(({ id }) => `\`${id}\``).join(', ');
  return diagnostic(
    'PB501',
    `Project \`${project.id}\` has a \`${kind}\` named \`${displayName}\` already (${ids}), which no stack owns.`,
    {
      address,
      notes: ['Plugboard takes nothing over unasked, and a second one with the same name would confuse everybody.'],
      hint: `To take it over, add \`adopt: '${first.id}'\` to \`${address}\`. To have both, give this one another display name.`,
    },
  );
}

function present({ id, connections }: LiveProject): string {
  if (connections.length === 0) return `\`${id}\` has no connections of its own.`;
  const list = connections.slice(0, 10).map((one) => `\`${one.id}\` (${one.properties['displayName'] ?? 'no name'})`);
  const more = connections.length > list.length ? ` and ${connections.length - list.length} more` : '';
  return `\`${id}\` has: ${list.join(', ')}${more}.`;
}
