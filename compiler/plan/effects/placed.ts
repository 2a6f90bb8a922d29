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
  readonly before?: Placed | undefined;
  readonly after?: Placed | undefined;
}

export interface Placement {
  /** In the order of their projects. */
  readonly connections: readonly Placed[];
  readonly changed: ReadonlyMap<ConnectionChange, BeforeAndAfter>;
}

type Properties = Readonly<Record<string, string>>;

/** Whether a change is felt anywhere: the others touch only the ledger. */
export const isFelt = ({ action, properties }: ConnectionChange): boolean =>
  action === 'adopt' ? properties.length > 0 : !['move', 'record', 'forget'].includes(action);

/** Every connection as it is, and as the plan leaves it. */
export function placeConnections(
  live: readonly LiveProject[],
  changes: readonly ConnectionChange[],
  order: ProjectOrder,
  kinds: Kinds,
): Placement {
  const byPosition = new Map<number, Placed[]>();
  const place = (placed: Placed): Placed => {
    const others = byPosition.get(placed.at);
    if (others === undefined) byPosition.set(placed.at, [placed]);
    else others.push(placed);
    return placed;
  };
  const ofLive = new Map(
    changes
      .filter(({ featureId }) => featureId !== undefined)
      .map((change) => [`${change.project}/${change.featureId}`, change]),
  );
  const before = new Map<ConnectionChange, { readonly feature: LiveFeature; readonly placed: Placed }>();
  for (const project of live) {
    const at = order.positionOf(project.id);
    if (at === undefined) continue;
    for (const feature of project.connections) {
      const change = ofLive.get(`${project.id}/${feature.id}`);
      const when = change === undefined ? 'both' : 'before';
      const placed = place({ at, when, change, ...traits(feature.properties, feature.id, kinds) });
      if (change !== undefined) before.set(change, { feature, placed });
    }
  }
  const changed = new Map<ConnectionChange, BeforeAndAfter>();
  for (const change of changes) {
    const at = order.positionOf(change.project);
    const known = before.get(change);
    // What is made anew gets another id.
    const kept = change.action === 'replace' ? undefined : known?.feature;
    const isThere = change.action !== 'delete' && at !== undefined;
    const after = isThere
      ? place({ at, when: 'after', change, ...traits(overlaid(kept?.properties ?? {}, change), kept?.id, kinds) })
      : undefined;
    changed.set(change, { before: known?.placed, after });
  }
  const positions = [...byPosition.keys()].sort((a, b) => a - b);
  return { connections: positions.flatMap((position) => byPosition.get(position) ?? []), changed };
}

function traits(
  properties: Properties,
  featureId: string | undefined,
  kinds: Kinds,
): Pick<Placed, 'featureId' | 'providerType' | 'names' | 'withheld'> {
  const providerType = properties['providerType'] ?? '';
  const kind = kinds.ofProvider(providerType);
  const identity = identityOf(kind, properties);
  const names = [
    ...(identity === undefined ? [] : [`${kind?.name} ${identity}`]),
    ...(featureId === undefined ? [] : [`id ${featureId}`]),
  ];
  return { featureId, providerType, names, withheld: isWithheld(kind, properties) };
}

/** Secrets and ids that are not known yet decide nothing about where a connection reaches. */
function overlaid(properties: Properties, change: ConnectionChange): Properties {
  const values = new Map(Object.entries(properties));
  for (const { featureProperty, after } of change.properties) {
    if (after === undefined) values.delete(featureProperty);
    else if (typeof after === 'string') values.set(featureProperty, after);
  }
  return Object.fromEntries(values);
}
