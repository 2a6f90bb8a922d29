/**
 * What a plan means for projects, worked out the slow way: both trees are flattened by the inheritance that `show` uses,
 * and compared project by project and connection by connection.
 */
import { effectiveConnections } from '../../../compiler/flatten/effective.ts';
import { identityOf } from '../../../compiler/kinds/inheritance.ts';
import { builtInKinds } from '../../../compiler/kinds/registry.ts';
import { liveManifest } from '../../../compiler/live/live-manifest.ts';
import type { Change, ConnectionChange, Live, LiveFeature, LiveProject } from '../../../compiler/model.ts';
import { liveProject } from '../../live-state.ts';

/** One line for each project and effect: `create A/x: Payments gains`. */
export function naiveEffects(live: Live, changes: readonly Change[]): readonly string[] {
  const created = changes.flatMap((change) =>
    change.target === 'project' && change.action === 'create'
      ? [liveProject(change.id, { parent: change.parent })]
      : [],
  );
  const before: Live = { ...live, projects: parentsFirst([...live.projects, ...created]) };
  const after: Live = { ...live, projects: before.projects.map((project) => changedProject(project, changes)) };
  const [reachBefore, reachAfter] = [effectiveIn(before), effectiveIn(after)];
  const isNew = new Set(created.map(({ id }) => id));
  const lines = changes.flatMap((change) => {
    if (change.target === 'project') return [];
    const old = change.action === 'create' ? undefined : find(before, change.project, change.featureId);
    const next = change.action === 'delete' ? undefined : find(after, change.project, idAfter(change));
    return before.projects.flatMap(({ id }) =>
      effectsIn(change, old, next, reachBefore(id), reachAfter(id), isNew.has(id)).map(
        (effect) => `${change.action} ${change.address}: ${id} ${effect}`,
      ),
    );
  });
  return lines.sort();
}

interface Standing {
  readonly project: string;
  readonly feature: LiveFeature;
}

function effectsIn(
  change: ConnectionChange,
  old: Standing | undefined,
  next: Standing | undefined,
  before: readonly Standing[],
  after: readonly Standing[],
  isNew: boolean,
): readonly string[] {
  const had = before.find((one) => isSame(one, old));
  const has = after.find((one) => isSame(one, next));
  const stays = change.action !== 'replace' && had !== undefined && has !== undefined;
  const keeps = (name: string): boolean =>
    stays && namesOf(had.feature).includes(name) && namesOf(has.feature).includes(name);
  const holders = (of: Standing | undefined, among: readonly Standing[], own: Standing | undefined): Standing[] => {
    const names = of === undefined ? [] : namesOf(of.feature).filter((name) => !keeps(name));
    return among.filter((one) => !isSame(one, own) && namesOf(one.feature).some((name) => names.includes(name)));
  };
  const takesOver = holders(has, before, old);
  const givesUp = holders(had, after, next);
  const gains = has !== undefined && !stays && (isNew || takesOver.length === 0);
  const loses = had !== undefined && !stays && givesUp.length === 0 && !isNew;
  const provider = had?.feature.properties['providerType'];
  const isLast = loses && !after.some(({ feature }) => feature.properties['providerType'] === provider);
  return [
    ...(gains ? ['gains'] : []),
    ...(stays ? ['feels the edit'] : []),
    ...(loses ? [isLast ? 'loses its last' : 'loses'] : []),
    ...(isNew ? [] : takesOver.map((one) => `switches from ${addressOf(one)}`)),
    ...(isNew ? [] : givesUp.map((one) => `switches to ${addressOf(one)}`)),
  ];
}

const isSame = (a: Standing, b: Standing | undefined): boolean =>
  a.project === b?.project && a.feature.id === b.feature.id;

const addressOf = ({ project, feature }: Standing): string =>
  feature.id.startsWith('new ') ? feature.id.slice('new '.length) : `${project}/${feature.id}`;

/** What is made anew has an id that nothing else has. */
const idAfter = (change: ConnectionChange): string | undefined =>
  change.action === 'create' || change.action === 'replace' ? `new ${change.address}` : change.featureId;

function changedProject(project: LiveProject, changes: readonly Change[]): LiveProject {
  const own = changes.filter((change) => change.target === 'connection' && change.project === project.id);
  const connections = own as readonly ConnectionChange[];
  const kept = project.connections.flatMap((feature): readonly LiveFeature[] => {
    const change = connections.find(({ featureId }) => featureId === feature.id);
    if (change === undefined) return [feature];
    return change.action === 'update' ? [{ ...feature, properties: overlaid(feature.properties, change) }] : [];
  });
  const made = connections
    .filter(({ action }) => action === 'create' || action === 'replace')
    .map((change) => ({ id: idAfter(change) ?? '', type: '', properties: overlaid({}, change), hidden: [] }));
  return { ...project, connections: [...kept, ...made] };
}

const overlaid = (
  properties: LiveFeature['properties'],
  { properties: changed }: ConnectionChange,
): LiveFeature['properties'] =>
  Object.fromEntries(
    [...Object.entries(properties), ...changed.map(({ featureProperty, after }) => [featureProperty, after])].filter(
      ([, value]) => value !== undefined,
    ),
  );

function effectiveIn(live: Live): (project: string) => readonly Standing[] {
  const manifest = liveManifest(live);
  return (id) => {
    const project = manifest.projects.find((one) => one.id === id);
    if (project === undefined) throw new Error(`no project ${id}`);
    const { own, inherited } = effectiveConnections(manifest, project);
    return [...own, ...inherited].map((address) => {
      const found = find(live, address.slice(0, address.indexOf('/')), address.slice(address.indexOf('/') + 1));
      if (found === undefined) throw new Error(`no connection ${address}`);
      return found;
    });
  };
}

function find(live: Live, project: string, id: string | undefined): Standing | undefined {
  const feature = live.projects.find((one) => one.id === project)?.connections.find((one) => one.id === id);
  return feature === undefined ? undefined : { project, feature };
}

function namesOf({ id, properties }: LiveFeature): readonly string[] {
  const kind = builtInKinds.ofProvider(properties['providerType'] ?? '');
  const identity = identityOf(kind, properties);
  return [`id ${id}`, ...(identity === undefined ? [] : [`${kind?.name} ${identity}`])];
}

function parentsFirst(projects: readonly LiveProject[]): readonly LiveProject[] {
  const below = (parent: string | undefined): readonly LiveProject[] =>
    projects.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.id)]);
  return below(undefined);
}
