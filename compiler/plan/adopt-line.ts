import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import type { Ownership } from '../ledger/ownership.ts';
import type { LiveProject, Manifest, ManifestConnection } from '../model.ts';
import type { Found } from './match.ts';

interface Surroundings {
  readonly manifest: Manifest;
  readonly projects: ReadonlyMap<string, LiveProject>;
  readonly ownership: Ownership;
}

/** What the connection's `adopt` line says; undefined where it has none, or where it has done its work. */
export function byAdoptLine(
  connection: ManifestConnection,
  providerType: string,
  project: LiveProject,
  surroundings: Surroundings,
): Found | Diagnostic | undefined {
  const { adopt, address } = connection;
  const { manifest, ownership } = surroundings;
  if (adopt === undefined) return undefined;
  const recorded = ownership.own.get(address)?.entry;
  const live = project.connections.find(({ id }) => id === adopt);
  if (live === undefined) {
    // Once adopted, the line has done its work: the ledger knows better what became of the connection.
    return recorded?.id === undefined ? notThere(address, adopt, project, surroundings) : undefined;
  }
  const owner = ownership.ownerOf(project.id, adopt);
  if (owner !== undefined && owner !== manifest.stack) return belongsToOther(address, adopt, owner, project, ownership);
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

function belongsToOther(
  address: string,
  adopt: string,
  owner: string,
  project: LiveProject,
  { unreadable }: Ownership,
): Diagnostic {
  const ledger = unreadable.get(project.id);
  if (ledger?.stack !== owner) {
    return diagnostic('PB503', `\`${adopt}\` in \`${project.id}\` belongs to stack \`${owner}\`.`, {
      address,
      hint: `Remove it from stack \`${owner}\` first (\`plugboard forget\` there), or leave it there.`,
    });
  }
  return diagnostic(
    'PB503',
    `\`${adopt}\` in \`${project.id}\` may belong to stack \`${owner}\`, whose ledger there (feature \`${ledger.featureId}\`) cannot be read.`,
    {
      address,
      notes: [ledger.why],
      hint: `Let stack \`${owner}\` put its ledger in order first, or leave the connection to it.`,
    },
  );
}

function notThere(
  address: string,
  adopt: string,
  project: LiveProject,
  { projects, ownership }: Surroundings,
): Diagnostic {
  const above = ancestors(project, projects).find(({ connections }) => connections.some(({ id }) => id === adopt));
  const owner = above && ownership.ownerOf(above.id, adopt);
  const belongs = owner === undefined ? '' : `, where it belongs to stack \`${owner}\``;
  return diagnostic('PB503', `Project \`${project.id}\` has no connection \`${adopt}\` for \`${address}\` to adopt.`, {
    address,
    notes: [above === undefined ? present(project) : `It stands in \`${above.id}\`${belongs}.`],
    hint:
      above === undefined
        ? 'A connection is adopted in the project that it stands in. Take its id from the list of the project’s connections.'
        : `A connection is adopted in the project that it stands in. What stands in \`${above.id}\` can be used below it as it is.`,
  });
}

/** The projects above, nearest first. */
function ancestors({ parent }: LiveProject, projects: ReadonlyMap<string, LiveProject>): readonly LiveProject[] {
  const path = new Set<LiveProject>();
  for (let at = projects.get(parent ?? ''); at !== undefined && !path.has(at); at = projects.get(at.parent ?? ''))
    path.add(at);
  return [...path];
}

function present({ id, connections }: LiveProject): string {
  if (connections.length === 0) return `\`${id}\` has no connections of its own.`;
  const list = connections.slice(0, 10).map((one) => `\`${one.id}\` (${one.properties['displayName'] ?? 'no name'})`);
  const more = connections.length > list.length ? ` and ${connections.length - list.length} more` : '';
  return `\`${id}\` has: ${list.join(', ')}${more}.`;
}
