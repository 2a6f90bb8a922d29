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
  /** The projects that no connection with this provider type reaches. */
  readonly without: (providerType: string, moment: Moment) => Stretches;
}

const isThere = ({ when }: Placed, moment: Moment): boolean => when === 'both' || when === moment;

/**
 * The rules of inheritance, asked of single connections: a connection reaches its project and all below, except where
 * it is withheld, and where a nearer one shadows it. `connections` are in the order of their projects.
 */
export function reaches(connections: readonly Placed[], order: ProjectOrder): Reaches {
  const byName = new Map<string, Placed[]>();
  const byProvider = new Map<string, Placed[]>();
  for (const connection of connections) {
    for (const name of connection.names) push(byName, name, connection);
    push(byProvider, connection.providerType, connection);
  }
  const known = { before: new Map<Placed, Stretches>(), after: new Map<Placed, Stretches>() };

  const inStretch = (name: string, [from, to]: Stretch, moment: Moment): readonly Placed[] => {
    const holders = byName.get(name) ?? [];
    const found: Placed[] = [];
    for (let index = firstFrom(holders, from); (holders[index]?.at ?? to) < to; index += 1) {
      const holder = holders[index];
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
  const withoutKnown = { before: new Map<string, Stretches>(), after: new Map<string, Stretches>() };
  return {
    of,
    named: (name, position, moment) => [
      ...order.above(position).flatMap((above) => inStretch(name, [above, above + 1], moment)),
      ...inStretch(name, order.below(position), moment),
    ],
    without: (providerType, moment) => {
      const some = (byProvider.get(providerType) ?? []).filter((one) => isThere(one, moment));
      const found =
        withoutKnown[moment].get(providerType) ??
        subtract([[0, order.ids.length]], union(some.flatMap((one) => of(one, moment))));
      withoutKnown[moment].set(providerType, found);
      return found;
    },
  };
}

function push(map: Map<string, Placed[]>, key: string, connection: Placed): void {
  const others = map.get(key);
  if (others === undefined) map.set(key, [connection]);
  else others.push(connection);
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
