import type { ConnectionIndex } from './connection-index.ts';
import type { Placed } from './placed.ts';
import type { ProjectOrder } from './project-order.ts';
import { type Stretch, type Stretches, subtract, union } from './stretches.ts';

export type Moment = 'before' | 'after';

/** Where connections reach, and which share a name. */
export interface Reaches {
  /** The projects in which a connection can be used. */
  readonly of: (connection: Placed, moment: Moment) => Stretches;
  /** Connections with this name in a project, above it and below it: the only ones that can have to do with one there. */
  readonly named: (name: string, position: number, moment: Moment) => readonly Placed[];
  /** Those of the projects that no connection with this provider type reaches. */
  readonly without: (providerType: string, projects: Stretches, moment: Moment) => Stretches;
}

const isThere = ({ when }: Placed, moment: Moment): boolean => when === 'both' || when === moment;

/**
 * The rules of inheritance, asked of single connections: a connection reaches its project and all below, except where
 * it is withheld, and where a nearer one shadows it.
 */
export function reaches(index: ConnectionIndex, order: ProjectOrder): Reaches {
  const known = { before: new Map<Placed, Stretches>(), after: new Map<Placed, Stretches>() };

  const inStretch = (name: string, [from, to]: Stretch, moment: Moment): readonly Placed[] => {
    const holders = index.named(name);
    const found: Placed[] = [];
    for (let next = firstFrom(holders, from); (holders[next]?.at ?? to) < to; next += 1) {
      const holder = holders[next];
      if (holder !== undefined && isThere(holder, moment)) found.push(holder);
    }
    return found;
  };
  const compute = ({ at, names, withheld }: Placed, moment: Moment): Stretches => {
    if (withheld) return [[at, at + 1]];
    const [, end] = order.below(at);
    const nearer = names.flatMap((name) => inStretch(name, [at + 1, end], moment));
    return subtract([[at, end]], union(nearer.map((one) => order.below(one.at))));
  };
  const of = (connection: Placed, moment: Moment): Stretches => {
    const found = known[moment].get(connection) ?? compute(connection, moment);
    known[moment].set(connection, found);
    return found;
  };
  return {
    of,
    named: (name, position, moment) => [
      ...order.above(position).flatMap((above) => inStretch(name, [above, above + 1], moment)),
      ...inStretch(name, order.below(position), moment),
    ],
    without: (providerType, projects, moment) => {
      const some = index.ofProvider(providerType, projects).filter((one) => isThere(one, moment));
      return subtract(projects, union(some.flatMap((one) => of(one, moment))));
    },
  };
}

/** Index of the first connection that stands at this position or later. */
function firstFrom(connections: readonly Placed[], position: number): number {
  let [low, high] = [0, connections.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((connections[middle]?.at ?? position) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
