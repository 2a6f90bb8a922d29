import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import type { Ownership } from '../ledger/ownership.ts';
import type { LiveFeature, LiveProject, Manifest } from '../model.ts';
import type { Match } from './match.ts';
import { isProvided } from './provided.ts';

interface LookAlikes {
  /** What was to be created, now with the live connection where one is taken over. */
  readonly matches: readonly Match[];
  readonly diagnostics: readonly Diagnostic[];
}

/** New connections of one project that look the same, and what looks like them on the server. */
interface Group {
  readonly project: LiveProject;
  readonly declared: readonly Match[];
  readonly alike: readonly LiveFeature[];
}

/**
 * Connections that are to be created, where one that nobody owns has the same kind and name already. It is neither taken
 * over nor duplicated unasked (PB501). With `adoptMatching` it is taken over where each is the only one that fits the
 * other. `claimed` are live connections that other declarations have, as `<project id>/<id>`.
 */
export function withLookAlikes(
  created: readonly Match[],
  claimed: ReadonlySet<string>,
  manifest: Manifest,
  projects: ReadonlyMap<string, LiveProject>,
  ownership: Ownership,
  adoptMatching: boolean,
): LookAlikes {
  const provided = isProvided(manifest);
  const matches: Match[] = [];
  const diagnostics: Diagnostic[] = [];
  const isFree = (project: string, id: string): boolean =>
    ownership.ownerOf(project, id) === undefined && !provided(project, id) && !claimed.has(`${project}/${id}`);
  for (const group of groupsOf(created, projects, isFree)) {
    const { declared, alike } = group;
    const [live] = alike;
    if (live === undefined) matches.push(...declared);
    else if (adoptMatching && alike.length === 1 && declared.length === 1)
      matches.push(...declared.map((match): Match => ({ ...match, live, entry: undefined, reason: 'adopt-matching' })));
    else diagnostics.push(...declared.map((match) => existsAlready(match, group, adoptMatching)));
  }
  return { matches, diagnostics };
}

function groupsOf(
  created: readonly Match[],
  projects: ReadonlyMap<string, LiveProject>,
  isFree: (project: string, id: string) => boolean,
): readonly Group[] {
  const groups = new Map<string, Match[]>();
  for (const match of created) {
    const { connection, providerType } = match;
    const look = JSON.stringify([connection.project, providerType, connection.displayName]);
    const group = groups.get(look);
    if (group === undefined) groups.set(look, [match]);
    else group.push(match);
  }
  return [...groups.values()].flatMap((declared): readonly Group[] => {
    const [first] = declared;
    const project = first && projects.get(first.connection.project);
    if (first === undefined || project === undefined) return [];
    const { providerType, connection } = first;
    const alike = project.connections.filter(
      ({ id, properties }) =>
        properties['providerType'] === providerType &&
        properties['displayName'] === connection.displayName &&
        isFree(project.id, id),
    );
    return [{ project, declared, alike }];
  });
}

function existsAlready({ connection }: Match, { project, declared, alike }: Group, isTold: boolean): Diagnostic {
  const { address, kind, displayName } = connection;
  const others = declared.filter((one) => one.connection !== connection).map((one) => `\`${one.connection.address}\``);
  const isClear = alike.length === 1 && others.length === 0;
  const lines = alike.map(({ id }) => `\`adopt: '${id}'\``).join(' or ');
  const option = isClear ? ', or run with `--adopt-matching`' : '';
  return diagnostic(
    'PB501',
    `Project \`${project.id}\` has a \`${kind}\` named \`${displayName}\` already (${alike.map(({ id }) => `\`${id}\``).join(', ')}), which no stack owns.`,
    {
      address,
      notes: [
        'Plugboard takes nothing over unasked, and a second one with the same name would confuse everybody.',
        ...(others.length === 0 ? [] : [`${others.join(', ')} of this stack would be as good a match.`]),
        ...(isTold ? ['`--adopt-matching` takes over only what fits one declaration, and no other.'] : []),
      ],
      hint: `To take it over, add ${lines} to \`${address}\`${option}. To have both, give this one another display name.`,
    },
  );
}
