import type { ConnectionChange } from '../../model.ts';
import type { FeltEffect } from './change-effects.ts';
import type { BeforeAndAfter } from './placed.ts';
import type { Reaches } from './reach.ts';
import { intersect, type Stretches, union } from './stretches.ts';

/**
 * Says of every loss which projects are left with no connection of the kind. For each kind that is asked once, for all
 * changes together.
 */
export function withLastOfKind(
  effects: ReadonlyMap<ConnectionChange, readonly FeltEffect[]>,
  changed: ReadonlyMap<ConnectionChange, BeforeAndAfter>,
  reach: Reaches,
): ReadonlyMap<ConnectionChange, readonly FeltEffect[]> {
  const providerOf = (change: ConnectionChange): string => changed.get(change)?.before?.providerType ?? '';
  const lost = new Map<string, Stretches>();
  for (const [change, felt] of effects) {
    const losses = felt.filter(({ effect }) => effect === 'loses').flatMap(({ projects }) => projects);
    const others = lost.get(providerOf(change)) ?? [];
    if (losses.length > 0) lost.set(providerOf(change), [...others, ...losses]);
  }
  const left = new Map(
    [...lost].map(([provider, projects]) => [provider, reach.without(provider, union(projects), 'after')]),
  );
  const marked = (change: ConnectionChange, felt: FeltEffect): FeltEffect => {
    const last = felt.effect === 'loses' ? intersect(felt.projects, left.get(providerOf(change)) ?? []) : [];
    return last.length === 0 ? felt : { ...felt, lastOfKind: last };
  };
  return new Map([...effects].map(([change, felt]) => [change, felt.map((one) => marked(change, one))]));
}
