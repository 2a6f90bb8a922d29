/**
 * What a change of a stack means, without a server: the plan that would bring a server from what one revision declares
 * to what another one does.
 *
 * It is the same plan as against a server, made by the same passes. What only a server knows is left out of it: ids,
 * fingerprints, what else is there, and what would change about a connection that is to be adopted.
 */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type {
  Change,
  ConnectionChange,
  Manifest,
  ManifestConnection,
  PlanSource,
  PropertyChange,
} from '../../model.ts';
import { type Planned, planChanges } from '../plan.ts';
import { diffWarnings } from './diff-warnings.ts';
import { manifestLive } from './manifest-live.ts';
import { type Predecessors, predecessors } from './predecessors.ts';
import { isSamePlace, isSecret } from './secret-references.ts';

/** Messages about what only a server knows. */
const unknowable: ReadonlySet<Diagnostic['code']> = new Set(['PB301', 'PB509', 'PB511']);

/** The plan from one manifest to another one. `source` says which revision stands in for the server. */
export function diffManifests(from: Manifest, to: Manifest, source: PlanSource): Planned {
  const planned = planChanges(to, { projects: manifestLive(from, to), source }, { allowReplace: true });
  const before = predecessors(from, to);
  const earlierNames = new Map(from.projects.map(({ id, name }) => [id, name]));
  const laterConnections = new Map(to.connections.map((one) => [one.address, one]));
  const addresses = new Map(
    from.connections.flatMap((one) => {
      const id = one.adopt ?? before.successorOf(one.address)?.adopt;
      return id === undefined ? [] : [[id, one.address] as const];
    }),
  );
  const described = (change: Change): Change => {
    if (change.target === 'project') {
      return earlierNames.get(change.id) === undefined ? { ...change, formerName: undefined } : change;
    }
    const later = laterConnections.get(change.address);
    return withoutServer(change, later, later && before.of(later), addresses);
  };
  return {
    plan: { ...planned.plan, changes: planned.plan.changes.map(described), unmanaged: [] },
    diagnostics: [
      ...diffWarnings(from, to, before),
      ...planned.diagnostics.filter(({ code }) => !unknowable.has(code)),
    ],
  };
}

function withoutServer(
  change: ConnectionChange,
  later: ManifestConnection | undefined,
  earlier: ReturnType<Predecessors['of']>,
  addresses: ReadonlyMap<string, string>,
): ConnectionChange {
  const { fingerprint, entry, featureId, ...known } = change;
  const isAdopted = change.action === 'adopt';
  return {
    ...known,
    ...(isAdopted ? { featureId } : {}),
    unchanged: isAdopted ? 0 : change.unchanged,
    properties: change.properties.map((one) => described(one, later, earlier, addresses)),
  };
}

/** A secret with the place that it came from, and a reference by the address of what it refers to. */
function described(
  property: PropertyChange,
  later: ManifestConnection | undefined,
  earlier: ManifestConnection | undefined,
  addresses: ReadonlyMap<string, string>,
): PropertyChange {
  const { featureProperty, before, after } = property;
  const former = earlier?.properties[featureProperty];
  if (isSecret(former)) {
    const isElsewhere = !isSamePlace(former, later?.properties[featureProperty]);
    return isElsewhere ? { ...property, formerSecret: former } : property;
  }
  const wasReference = typeof former === 'object';
  const isReference = typeof later?.properties[featureProperty] === 'object';
  const named = (id: string): string => addresses.get(id) ?? id;
  return {
    ...property,
    ...(wasReference && before !== undefined ? { before: named(before) } : {}),
    ...(isReference && typeof after === 'string' ? { after: named(after) } : {}),
  };
}
