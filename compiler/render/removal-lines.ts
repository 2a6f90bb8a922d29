import { visible } from '../diagnostics/visible.ts';
import type { ConnectionChange, Usage } from '../model.ts';

/** What is known of a connection that goes: who still points at its id, and which secrets go with it. */
export interface RemovalLines {
  /** What does harm. */
  readonly harm: readonly string[];
  readonly facts: readonly string[];
}

const mostNamed = 5;

export function removalLines({ usedBy, lostSecrets }: ConnectionChange): RemovalLines {
  const lost =
    lostSecrets === undefined
      ? []
      : [`lost for good: ${lostSecrets.map(visible).join(', ')}, which only the server knows`];
  if (usedBy === undefined) return { harm: lost, facts: [] };
  if (usedBy === 'unknown') return { harm: lost, facts: ['a snapshot does not say what points at its id'] };
  if (usedBy.length === 0) return { harm: lost, facts: ['nothing points at its id'] };
  return { harm: [`still used by ${userNames(usedBy)}`, ...lost], facts: [] };
}

const words: Readonly<Record<Usage['by'], readonly [one: string, several: string]>> = {
  'build-configuration': ['build configuration', 'build configurations'],
  template: ['template', 'templates'],
  'vcs-root': ['VCS root', 'VCS roots'],
  'project-feature': ['project feature', 'project features'],
  connection: ['connection', 'connections'],
};

/** `build configurations A, B, VCS root C and 3 more`: each user once, however often it names the connection. */
function userNames(usedBy: readonly Usage[]): string {
  const users = [...new Map(usedBy.map((usage) => [`${usage.by} ${usage.project}/${usage.id}`, usage])).values()];
  const shown = users.slice(0, mostNamed);
  const kinds = [...new Set(shown.map(({ by }) => by))];
  const groups = kinds.map((kind) => {
    const names = shown.filter(({ by }) => by === kind).map(nameOf);
    return `${words[kind][names.length === 1 ? 0 : 1]} ${names.join(', ')}`;
  });
  const more = users.length > shown.length ? ` and ${users.length - shown.length} more` : '';
  return groups.join(', ') + more;
}

/** Build configurations and VCS roots have ids that say what they are; the server's own numbers say nothing. */
function nameOf({ by, id, name, project }: Usage): string {
  return by === 'project-feature' || by === 'connection'
    ? `${visible(name)} (${visible(id)} of ${visible(project)})`
    : visible(id);
}
