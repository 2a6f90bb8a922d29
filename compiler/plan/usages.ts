/**
 * What points at the connections that a plan destroys. Everything on a server names a connection by its id, and TeamCity
 * checks none of it when a connection is deleted: whatever used it stops working later, somewhere else.
 */
import { kindsFor } from '../kinds/registry.ts';
import type { Change, ConnectionChange, Live, LiveProject, Plan, Usage } from '../model.ts';
import { liveReferences } from './references.ts';

/** Something that points at a connection, and the id that it names. */
interface Pointing extends Usage {
  readonly connection: string;
}

/** Above so many projects that lose connections, one question for the whole server is less than one for each. */
const mostAsked = 10;

/** A change that takes a connection away, and its id. */
type Removal = ConnectionChange & { readonly featureId: string };

const isRemoval = (change: Change): change is Removal =>
  change.target === 'connection' &&
  (change.action === 'delete' || change.action === 'replace') &&
  change.featureId !== undefined;

/**
 * The projects that have to be asked what points at the connections that go: those that lose one, without those that stand
 * below another of them. None where the plan destroys nothing.
 */
export function projectsToAsk({ changes }: Pick<Plan, 'changes'>, live: Live): readonly string[] {
  const projects = byId(live);
  const losing = new Set(changes.filter(isRemoval).map(({ project }) => project));
  const tops = [...losing].filter(
    (id) =>
      !pathOf(id, projects)
        .slice(1)
        .some((above) => losing.has(above.id)),
  );
  return tops.length <= mostAsked ? tops : ['_Root'];
}

/**
 * The plan with what points at each connection that goes; `unknown` where nobody could be asked (`found` is undefined).
 * What names the id of a nearer connection means that one, and what the plan itself points elsewhere counts no more.
 */
export function withUsages(plan: Plan, live: Live, found: readonly Pointing[] | undefined): Plan {
  const removals = plan.changes.filter(isRemoval);
  if (removals.length === 0) return plan;
  const usages = found && usagesByConnection([...found, ...amongConnections(plan, live)], live);
  return {
    ...plan,
    changes: plan.changes.map((change) =>
      isRemoval(change)
        ? { ...change, usedBy: usages === undefined ? 'unknown' : (usages.get(placeOf(change)) ?? []) }
        : change,
    ),
  };
}

const placeOf = ({ project, featureId }: Pick<Removal, 'project' | 'featureId'>): string => `${project}/${featureId}`;

const byId = ({ projects }: Live): ReadonlyMap<string, LiveProject> =>
  new Map(projects.map((project) => [project.id, project]));

/** The project and those above it, nearest first. */
function pathOf(id: string, projects: ReadonlyMap<string, LiveProject>): readonly LiveProject[] {
  const path = new Set<LiveProject>();
  for (let at = projects.get(id); at !== undefined && !path.has(at); at = projects.get(at.parent ?? '')) path.add(at);
  return [...path];
}

/** Which connection each of them means: the nearest one with the id. In an order that does not depend on the server's. */
function usagesByConnection(pointing: readonly Pointing[], live: Live): ReadonlyMap<string, readonly Usage[]> {
  const projects = byId(live);
  const usages = new Map<string, Usage[]>();
  for (const { connection, ...usage } of pointing) {
    const home = pathOf(usage.project, projects).find((one) => one.connections.some(({ id }) => id === connection));
    if (home === undefined) continue;
    const place = `${home.id}/${connection}`;
    const known = usages.get(place);
    if (known === undefined) usages.set(place, [usage]);
    else known.push(usage);
  }
  for (const list of usages.values()) list.sort(compare);
  return usages;
}

const order: readonly Usage['by'][] = ['build-configuration', 'template', 'vcs-root', 'project-feature', 'connection'];

const compare = (a: Usage, b: Usage): number =>
  order.indexOf(a.by) - order.indexOf(b.by) ||
  byText(a.project, b.project) ||
  byText(a.id, b.id) ||
  byText(a.property, b.property);

const byText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Connections that point at others, without those that the plan destroys too, or makes point elsewhere. */
function amongConnections({ changes, kinds: brought }: Plan, { projects }: Live): readonly Pointing[] {
  const kinds = kindsFor(brought);
  const touched = new Map(
    changes.flatMap((change) =>
      change.target === 'connection' && change.featureId !== undefined
        ? [[`${change.project}/${change.featureId}`, change] as const]
        : [],
    ),
  );
  return projects.flatMap((project) =>
    project.connections.flatMap((one) => {
      const change = touched.get(`${project.id}/${one.id}`);
      if (change !== undefined && isRemoval(change)) return [];
      return liveReferences(one, kinds)
        .filter((to) => !change?.properties.some(({ featureProperty }) => featureProperty === to.featureProperty))
        .map(({ featureProperty, id }) => ({
          by: 'connection' as const,
          project: project.id,
          id: one.id,
          name: one.properties['displayName'] ?? one.id,
          type: one.properties['providerType'],
          property: featureProperty,
          connection: id,
        }));
    }),
  );
}
