import { kindsFor } from '../kinds/registry.ts';
import type { ConnectionChange, Plan } from '../model.ts';

/**
 * Something that cannot be had back: a connection goes, or is made anew under another id; a secret goes that nobody can
 * read; projects are left with no connection of a kind that they had.
 */
export interface Danger {
  readonly danger: 'destroys' | 'replaces' | 'loses-secrets' | 'last-of-kind';
  readonly address: string;
  readonly project: string;
  /** What the connection is now: a replacement makes it another kind. */
  readonly kind: string;
  /** Secrets that go with it and that only the server has. */
  readonly secrets: number;
  /** Projects that lose their last connection of the kind. */
  readonly projects: readonly string[];
}

/** Whether a plan is dangerous, and what makes it so. */
export interface Verdict {
  /** In the order of the changes. */
  readonly dangers: readonly Danger[];
  readonly destroyed: number;
  readonly replaced: number;
  /** Secrets on the server that will be gone. */
  readonly secrets: number;
  /** Projects that lose their last connection of some kind. */
  readonly projects: number;
}

/** Judges a plan. What it says is the same for a person in a terminal and for a bot in a pull request. */
export function judge(plan: Pick<Plan, 'changes' | 'audiences' | 'kinds'>): Verdict {
  const kinds = kindsFor(plan.kinds);
  const changes = plan.changes.filter((change) => change.target === 'connection');
  const kindOf = ({ seen, kind }: ConnectionChange): string => {
    const stored = seen?.properties['providerType'];
    return stored === undefined ? kind : (kinds.ofProvider(stored)?.name ?? stored);
  };
  const dangers = changes.flatMap((change) => dangersOf(change, kindOf(change), plan.audiences));
  // Thousands of changes are often felt by the same list of projects: each list is looked through once.
  const lists = new Set(dangers.map(({ projects }) => projects));
  const count = (danger: Danger['danger']): number => dangers.filter((one) => one.danger === danger).length;
  return {
    dangers,
    destroyed: count('destroys'),
    replaced: count('replaces'),
    secrets: dangers.reduce((sum, { secrets }) => sum + secrets, 0),
    projects: new Set([...lists].flat()).size,
  };
}

const nobody: readonly string[] = [];

function dangersOf(change: ConnectionChange, kind: string, audiences: Plan['audiences']): readonly Danger[] {
  const { action, address, project, effects = [], lostSecrets } = change;
  const base = { address, project, kind, secrets: 0, projects: nobody };
  const goes = action === 'delete' ? 'destroys' : action === 'replace' ? 'replaces' : undefined;
  const removed = change.properties.filter(({ sensitive, after }) => sensitive && after === undefined).length;
  return [
    ...(goes === undefined ? [] : [{ ...base, danger: goes, secrets: lostSecrets?.length ?? 0 } as const]),
    ...(goes === undefined && removed > 0 ? [{ ...base, danger: 'loses-secrets', secrets: removed } as const] : []),
    ...effects.flatMap(({ lastOfKind }) =>
      lastOfKind === undefined
        ? []
        : [{ ...base, danger: 'last-of-kind', projects: audiences[lastOfKind] ?? nobody } as const],
    ),
  ];
}
