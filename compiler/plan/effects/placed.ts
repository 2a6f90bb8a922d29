import { identityOf, isWithheld } from '../../kinds/inheritance.ts';
import type { Kinds } from '../../kinds/registry.ts';
import type { ConnectionChange, LiveFeature, LiveProject } from '../../model.ts';
import type { ProjectOrder } from './project-order.ts';

/** A connection before the plan, after it, or both: where it stands and all that decides where it reaches. */
export interface Placed {
  /** Position of its project. */
  readonly at: number;
  readonly when: 'before' | 'after' | 'both';
  readonly providerType: string;
  /** A nearer connection with one of these names shadows it. */
  readonly names: readonly string[];
  /** It reaches no project but its own. */
  readonly withheld: boolean;
  /** Id on the server; absent of one that is still to be made. */
  readonly featureId?: string | undefined;
  /** The change that makes, changes or removes it. */
  readonly change?: ConnectionChange | undefined;
}

/** What a change makes of a connection. */
export interface BeforeAndAfter {
  readonly feature?: LiveFeature | undefined;
  readonly before?: Placed | undefined;
  readonly after?: Placed | undefined;
}

type Properties = LiveFeature['properties'];

/** Whether a change is felt anywhere: the others touch only the ledger. */
export const isFelt = ({ action, properties }: ConnectionChange): boolean =>
  action === 'adopt' ? properties.length > 0 : !['move', 'record', 'forget'].includes(action);

/** The connections that the plan changes, as they are and as it leaves them. */
export function placeChanges(
  live: readonly LiveProject[],
  changes: readonly ConnectionChange[],
  order: ProjectOrder,
  kinds: Kinds,
): ReadonlyMap<ConnectionChange, BeforeAndAfter> {
  const touched = new Set(changes.map(({ project }) => project));
  const features = new Map(
    live
      .filter(({ id }) => touched.has(id))
      .map(({ id, connections }) => [id, new Map(connections.map((one) => [one.id, one]))]),
  );
  return new Map(
    changes.map((change) => {
      const { action, project, featureId = '' } = change;
      const at = order.positionOf(project);
      if (at === undefined) return [change, {}];
      const feature = action === 'create' ? undefined : features.get(project)?.get(featureId);
      // What is made anew gets another id.
      const kept = action === 'replace' ? undefined : feature;
      const left = overlaid(kept?.properties ?? {}, change);
      return [
        change,
        {
          feature,
          before: feature && { at, when: 'before', change, ...traits(feature.properties, feature.id, kinds) },
          after: action === 'delete' ? undefined : { at, when: 'after', change, ...traits(left, kept?.id, kinds) },
        },
      ];
    }),
  );
}

/** A live connection that stays as it is. */
export const placeUnchanged = ({ id, properties }: LiveFeature, at: number, kinds: Kinds): Placed => ({
  at,
  when: 'both',
  ...traits(properties, id, kinds),
});

/** The name that a live connection has by its kind, such as its Vault id. */
export function kindName(properties: Properties, kinds: Kinds): string | undefined {
  const kind = kinds.ofProvider(properties['providerType'] ?? '');
  const identity = identityOf(kind, properties);
  return identity === undefined ? undefined : `${kind?.name} ${identity}`;
}

/** The name that a live connection has by its id. */
export const idName = (id: string): string => `id ${id}`;

function traits(
  properties: Properties,
  featureId: string | undefined,
  kinds: Kinds,
): Pick<Placed, 'featureId' | 'providerType' | 'names' | 'withheld'> {
  const providerType = properties['providerType'] ?? '';
  const byKind = kindName(properties, kinds);
  const names = [...(byKind === undefined ? [] : [byKind]), ...(featureId === undefined ? [] : [idName(featureId)])];
  return { featureId, providerType, names, withheld: isWithheld(kinds.ofProvider(providerType), properties) };
}

/**
 * What a change leaves of stored values. Secrets and ids that are not known yet are not among them: they decide nothing
 * about where a connection reaches.
 */
export function overlaid(properties: Properties, change: ConnectionChange): Properties {
  const values = new Map(Object.entries(properties));
  for (const { featureProperty, after } of change.properties) {
    if (after === undefined) values.delete(featureProperty);
    else if (typeof after === 'string') values.set(featureProperty, after);
  }
  return Object.fromEntries(values);
}
