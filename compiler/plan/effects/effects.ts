/**
 * In which projects a plan is felt.
 *
 * The tree is looked at twice, as it is and as the plan leaves it, and only where they differ: projects stand in the
 * order of the tree, so that what stands below one is a stretch of that order, and where a connection reaches is a
 * stretch with gaps, one for each nearer connection that shadows it. So a change in the root costs as much as one in
 * a leaf. What is listed at the end is listed once for all changes that are felt in the same projects.
 */
import type { Kinds } from '../../kinds/registry.ts';
import type { Change, ChangeEffect, Live, Plan } from '../../model.ts';
import { changeEffects, type FeltEffect } from './change-effects.ts';
import { connectionIndex } from './connection-index.ts';
import { withLastOfKind } from './last-of-kind.ts';
import { isFelt, type Placed, placeChanges } from './placed.ts';
import { projectOrder } from './project-order.ts';
import { reaches } from './reach.ts';
import type { Stretches } from './stretches.ts';

/** The declared address of a live connection; undefined of one that this stack does not declare. */
export type DeclaredAddress = (project: string, featureId: string) => string | undefined;

/** The changes with their effects. What only the ledger feels has none. */
export function withEffects(
  changes: readonly Change[],
  live: Pick<Live, 'projects'>,
  kinds: Kinds,
  declaredAddress: DeclaredAddress,
): Pick<Plan, 'changes' | 'audiences'> {
  const felt = changes.filter((change) => change.target === 'connection').filter(isFelt);
  if (felt.length === 0) return { changes, audiences: [] };

  const projects = changes.filter((change) => change.target === 'project');
  const order = projectOrder(live.projects, projects);
  const changed = placeChanges(live.projects, felt, order, kinds);
  const index = connectionIndex(live.projects, changed.values(), order, kinds);
  index.prepare(
    [...changed.values()].flatMap(({ before, after }) => [...(before?.names ?? []), ...(after?.names ?? [])]),
  );
  const reach = reaches(index, order);
  const { audiences, indexOf } = collectAudiences(order.ids);
  const addressOf = ({ at, featureId = '', change }: Placed): string => {
    const project = order.ids[at] ?? '';
    return change?.address ?? declaredAddress(project, featureId) ?? `${project}/#${featureId}`;
  };
  const effects = new Map(
    [...changed].map(([change, sides]) => [change, changeEffects(change, sides, reach, order.created, addressOf)]),
  );
  const listed = (one: FeltEffect): ChangeEffect => {
    const { projects: where, lastOfKind, ...effect } = one;
    return {
      ...effect,
      projects: indexOf(where),
      ...(lastOfKind === undefined ? {} : { lastOfKind: indexOf(lastOfKind) }),
    };
  };
  const complete = withLastOfKind(effects, changed, reach);
  return {
    changes: changes.map((change) => {
      const found = change.target === 'connection' ? complete.get(change) : undefined;
      return found === undefined ? change : { ...change, effects: found.map(listed) };
    }),
    audiences,
  };
}

/** Each distinct list of projects once. */
function collectAudiences(ids: readonly string[]): {
  readonly audiences: readonly (readonly string[])[];
  readonly indexOf: (projects: Stretches) => number;
} {
  const audiences: (readonly string[])[] = [];
  const indexes = new Map<string, number>();
  return {
    audiences,
    indexOf: (projects) => {
      const key = projects.join(';');
      const index = indexes.get(key) ?? audiences.push(projects.flatMap(([from, to]) => ids.slice(from, to))) - 1;
      indexes.set(key, index);
      return index;
    },
  };
}
