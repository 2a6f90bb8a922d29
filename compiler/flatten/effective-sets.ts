import { identityOf, isWithheld } from '../kinds/inheritance.ts';
import type { Kinds } from '../kinds/registry.ts';
import type { EffectiveSet, Hidden, ManifestConnection } from '../model.ts';

/** Effective sets as they come about from the root down. */
export interface EffectiveSets {
  readonly sets: readonly EffectiveSet[];
  /** Works out the set of a project below one that was added before, or of one that inherits nothing known; its index. */
  readonly add: (project: string, parent: string | undefined, own: readonly ManifestConnection[]) => number;
}

/** What a project has and passes down. */
interface Layer {
  readonly set: number;
  /** Own connections that stay here. */
  readonly withheld: readonly string[];
  /** Connections that reach the projects below and have a name of their own: kind and name -> address. */
  readonly identities: ReadonlyMap<string, string>;
  /** The set that the projects below start from, once the first of them has asked. */
  below?: number;
}

/**
 * Names that only one of the connections which reach a project can have: a nearer one shadows a farther one. By kind,
 * as its schema says; on a server also by feature id.
 */
export type NamesOf = (connection: ManifestConnection) => readonly string[];

/** The names that a connection has by its kind. */
export const namesByKind =
  (kinds: Kinds): NamesOf =>
  ({ kind, properties }) => {
    const name = identityOf(kinds.named(kind), properties);
    return name === undefined ? noNames : [`${kind} ${name}`];
  };

const noNames: readonly string[] = [];

/** Starts without any. A set is made only where it differs from the one above, so that projects share them. */
export function effectiveSets(kinds: Kinds, namesOf: NamesOf = namesByKind(kinds)): EffectiveSets {
  const sets: EffectiveSet[] = [];
  const layers = new Map<string, Layer>();

  const passedDown = (layer: Layer): number => {
    if (layer.withheld.length === 0) return layer.set;
    const hides = layer.withheld.map((address): Hidden => ({ address, because: 'withheld' }));
    layer.below ??= sets.push({ inherits: layer.set, adds: [], hides }) - 1;
    return layer.below;
  };
  return {
    sets,
    add: (project, parent, own) => {
      const above = parent === undefined ? undefined : layers.get(parent);
      const inherits = above && passedDown(above);
      const hides = shadowed(own, namesOf, above);
      let set = inherits;
      if (set === undefined || own.length > 0) {
        const adds = own.map(({ address }) => address);
        set = sets.push({ inherits, adds, ...(hides.length === 0 ? {} : { hides }) }) - 1;
      }
      const withheld = own.filter(({ kind, properties }) => isWithheld(kinds.named(kind), properties));
      const passed = withheld.length === 0 ? own : own.filter((connection) => !withheld.includes(connection));
      layers.set(project, {
        set,
        withheld: withheld.map(({ address }) => address),
        identities: withIdentities(passed, namesOf, above?.identities),
      });
      return set;
    },
  };
}

function shadowed(own: readonly ManifestConnection[], namesOf: NamesOf, above: Layer | undefined): readonly Hidden[] {
  const hidden = new Map<string, Hidden>();
  for (const connection of own) {
    for (const name of namesOf(connection)) {
      const farther = above?.identities.get(name);
      if (farther !== undefined) hidden.set(farther, { address: farther, because: 'shadowed', by: connection.address });
    }
  }
  return [...hidden.values()];
}

function withIdentities(
  own: readonly ManifestConnection[],
  namesOf: NamesOf,
  above: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const named: (readonly [name: string, address: string])[] = [];
  for (const connection of own) for (const name of namesOf(connection)) named.push([name, connection.address]);
  return named.length === 0 ? above : new Map([...above, ...named]);
}
