import type { Kinds } from '../../kinds/registry.ts';
import type { LiveFeature, LiveProject } from '../../model.ts';
import { type BeforeAndAfter, idName, kindName, type Placed, placeUnchanged } from './placed.ts';
import type { ProjectOrder } from './project-order.ts';
import type { Stretches } from './stretches.ts';

/** The connections of both trees by what they have in common, each list in the order of the projects. */
export interface ConnectionIndex {
  /** Looks up several names at once, and the other names of whatever has one of them. */
  readonly prepare: (names: readonly string[]) => void;
  readonly named: (name: string) => readonly Placed[];
  /** Those with this provider type that stand in these projects or above them. */
  readonly ofProvider: (providerType: string, projects: Stretches) => readonly Placed[];
}

/**
 * Nearly all connections of a server have nothing to do with what a plan changes. They are only passed over, for all
 * names that matter in one go.
 */
export function connectionIndex(
  live: readonly LiveProject[],
  changed: Iterable<BeforeAndAfter>,
  order: ProjectOrder,
  kinds: Kinds,
): ConnectionIndex {
  const moved = [...changed];
  const isMoved = new Set(moved.map(({ feature }) => feature));
  const sides = moved.flatMap(({ before, after }) => [before, after]).filter((one) => one !== undefined);
  const placed = new Map<LiveFeature, Placed>();
  const byName = new Map<string, Placed[]>();

  /** Live connections that stay as they are and pass the test. */
  const scan = (test: (feature: LiveFeature, project: string) => boolean): readonly Placed[] => {
    const found: Placed[] = [];
    for (const { id, connections } of live) {
      for (const feature of connections) {
        const at = test(feature, id) && !isMoved.has(feature) ? order.positionOf(id) : undefined;
        if (at !== undefined) found.push(place(feature, at));
      }
    }
    return found;
  };
  const place = (feature: LiveFeature, at: number): Placed => {
    const one = placed.get(feature) ?? placeUnchanged(feature, at, kinds);
    placed.set(feature, one);
    return one;
  };
  const lookUp = (names: readonly string[]): readonly Placed[] => {
    const wanted = new Set(names.filter((name) => !byName.has(name)));
    if (wanted.size === 0) return [];
    for (const name of wanted) byName.set(name, []);
    const found = scan(({ id, properties }) => {
      if (wanted.has(idName(id))) return true;
      const byKind = kindName(properties, kinds);
      return byKind !== undefined && wanted.has(byKind);
    });
    const all = [...found, ...sides].sort(byPosition);
    for (const one of all) for (const name of one.names) if (wanted.has(name)) byName.get(name)?.push(one);
    return all;
  };
  const prepare = (names: readonly string[]): void => {
    const found = lookUp(names);
    lookUp(found.flatMap((one) => one.names));
  };
  return {
    prepare,
    named: (name) => {
      lookUp([name]);
      return byName.get(name) ?? [];
    },
    ofProvider: (providerType, projects) => {
      const asked = new Set([...order.upwards(projects)].map((position) => order.ids[position]));
      const found = scan((one, project) => one.properties['providerType'] === providerType && asked.has(project));
      lookUp(found.flatMap((one) => one.names));
      return [...found, ...sides.filter((one) => one.providerType === providerType)];
    },
  };
}

const byPosition = (a: Placed, b: Placed): number => a.at - b.at;
