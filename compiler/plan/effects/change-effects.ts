import type { ChangeEffect, ConnectionChange } from '../../model.ts';
import type { BeforeAndAfter, Placed } from './placed.ts';
import type { Moment, Reaches } from './reach.ts';
import { intersect, type Stretches, subtract, union } from './stretches.ts';

/** An effect with the projects themselves, by position. */
export interface FeltEffect extends Omit<ChangeEffect, 'projects' | 'lastOfKind'> {
  readonly projects: Stretches;
  readonly lastOfKind?: Stretches | undefined;
}

/** A connection that takes another one's place, and where. */
interface Switch {
  readonly other: Placed;
  readonly projects: Stretches;
}

/**
 * Where one change is felt. Projects that the plan itself creates (`created`) had nothing before: they gain what is made,
 * and neither lose nor switch anything.
 */
export function changeEffects(
  { action }: ConnectionChange,
  { before, after }: BeforeAndAfter,
  reach: Reaches,
  created: Stretches,
  addressOf: (connection: Placed) => string,
): readonly FeltEffect[] {
  const reachedBefore = before === undefined ? [] : reach.of(before, 'before');
  const reachedAfter = after === undefined ? [] : reach.of(after, 'after');
  // What is replaced is another connection, with another id.
  const stays = action !== 'replace' && before !== undefined && after !== undefined;
  const lost = stays ? subtract(reachedBefore, reachedAfter) : reachedBefore;
  const gained = stays ? subtract(reachedAfter, reachedBefore) : reachedAfter;

  /** For each name: who else had it, or gets it, where this connection has it now or had it. */
  const switches = (one: Placed | undefined, of: Stretches, other: Placed | undefined, when: Moment): Switch[] => {
    const found = new Map<Placed, Stretches>();
    for (const name of one?.names ?? []) {
      const sameName = stays && other?.names.includes(name) === true;
      const where = sameName ? subtract(of, when === 'before' ? reachedBefore : reachedAfter) : of;
      if (one === undefined || where.length === 0) continue;
      for (const holder of reach.named(name, one.at, when)) {
        if (holder === other) continue;
        const projects = intersect(where, reach.of(holder, when));
        if (projects.length > 0) found.set(holder, union([...(found.get(holder) ?? []), ...projects]));
      }
    }
    return [...found].map(([holder, projects]) => ({ other: holder, projects }));
  };
  const to = switches(after, reachedAfter, before, 'before');
  const from = switches(before, reachedBefore, after, 'after');
  const all = (some: readonly Switch[]): Stretches => union(some.flatMap(({ projects }) => projects));

  const gains = union([...subtract(gained, all(to)), ...intersect(gained, created)]);
  const loses = subtract(subtract(lost, all(from)), created);
  const switched = (some: readonly Switch[], ends: (other: Placed) => Pick<FeltEffect, 'from' | 'to'>): FeltEffect[] =>
    some
      .map(
        ({ other, projects }): FeltEffect => ({
          effect: 'switches',
          projects: subtract(projects, created),
          ...ends(other),
        }),
      )
      .sort((a, b) => (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1));
  const effects: readonly FeltEffect[] = [
    { effect: 'gains', projects: gains },
    ...(after === undefined ? [] : switched(to, (other) => ({ from: addressOf(other), to: addressOf(after) }))),
    { effect: 'edited', projects: stays ? intersect(reachedBefore, reachedAfter) : [] },
    { effect: 'loses', projects: loses },
    ...(before === undefined ? [] : switched(from, (other) => ({ from: addressOf(before), to: addressOf(other) }))),
  ];
  return effects.filter(({ projects }) => projects.length > 0);
}
