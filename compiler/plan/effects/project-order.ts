import { parentsFirst } from '../../flatten/parents-first.ts';
import type { LiveProject, ProjectChange } from '../../model.ts';
import { type Stretch, type Stretches, union } from './stretches.ts';

/** All projects in the order of a tree that is read from top to bottom: what stands below a project follows it. */
export interface ProjectOrder {
  /** By position. */
  readonly ids: readonly string[];
  /** Undefined for a project that neither the server nor the plan has. */
  readonly positionOf: (id: string) => number | undefined;
  /** The project at this position and all below it. */
  readonly below: (position: number) => Stretch;
  /** Positions of the projects above, the nearest first. */
  readonly above: (position: number) => readonly number[];
  /** These projects and all that stand above one of them. */
  readonly upwards: (projects: Stretches) => ReadonlySet<number>;
  /** Projects that the plan creates. */
  readonly created: Stretches;
}

/** The tree as it is once the plan has created its projects, which it does before it changes any connection. */
export function projectOrder(live: readonly LiveProject[], changes: readonly ProjectChange[]): ProjectOrder {
  const created = changes.filter(({ action }) => action === 'create');
  const ordered = parentsFirst([...live, ...created].map(({ id, parent }) => ({ id, parent })));
  const positions = new Map(ordered.map(({ id }, position) => [id, position]));
  // What stands in a circle of parents comes before its parent, and inherits nothing from it.
  const parents = ordered.map(({ parent }, position) => {
    const above = parent === undefined ? undefined : positions.get(parent);
    return above !== undefined && above < position ? above : undefined;
  });
  const ends = ordered.map((_, position) => position + 1);
  for (let position = ordered.length - 1; position > 0; position -= 1) {
    const parent = parents[position];
    if (parent !== undefined) ends[parent] = Math.max(ends[parent] ?? 0, ends[position] ?? 0);
  }
  const above = (position: number): readonly number[] => {
    const path: number[] = [];
    for (let at = parents[position]; at !== undefined; at = parents[at]) path.push(at);
    return path;
  };
  return {
    ids: ordered.map(({ id }) => id),
    positionOf: (id) => positions.get(id),
    below: (position) => [position, ends[position] ?? position + 1],
    above,
    upwards: (projects) => {
      const found = new Set<number>();
      for (const [from, to] of projects) {
        for (let position = from; position < to; position += 1) found.add(position);
        // What stands above a later one of them and before the first stands above the first as well.
        for (const position of above(from)) found.add(position);
      }
      return found;
    },
    created: union(created.map(({ id }): Stretch => [positions.get(id) ?? 0, (positions.get(id) ?? -1) + 1])),
  };
}
