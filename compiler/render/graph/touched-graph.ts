import { type Kinds, kindsFor } from '../../kinds/registry.ts';
import type { Manifest } from '../../model.ts';
import type { Touched } from '../../plan/touched.ts';
import type { Graph, GraphConnection, GraphProject } from './graph.ts';
import { withAncestors, withTargets } from './subgraphs.ts';

type TouchedConnection = Extract<Touched, { target: 'connection' }>;

/** Only what a plan makes, changes or removes, in its projects and those above; what is removed is drawn as well. */
export function touchedGraph(graph: Graph, changes: readonly Touched[], kinds: Manifest['kinds']): Graph {
  const projectActions = new Map(
    changes.flatMap((change) => (change.target === 'project' ? [[change.id, change] as const] : [])),
  );
  const known = new Set(graph.connections.map(({ address }) => address));
  const touched = changes.flatMap((change): readonly GraphConnection[] =>
    change.target === 'connection' && isFelt(change) ? [drawn(change, known, kindsFor(kinds))] : [],
  );
  const actions = new Map(touched.map((one) => [one.address, one]));
  const whole: Graph = {
    projects: withMissing(graph.projects, [...projectActions.values()], touched),
    connections: [
      ...graph.connections.map((one) => ({ ...one, action: actions.get(one.address)?.action })),
      ...touched.filter(({ address }) => !known.has(address)),
    ],
    references: graph.references,
  };
  const owners = [...projectActions.keys(), ...touched.flatMap(({ project }) => project ?? [])];
  const shown = withTargets(whole, withAncestors(whole.projects, owners), new Set(actions.keys()));
  // What they refer to stands in projects whose place is to be seen as well.
  const all = withAncestors(
    whole.projects,
    shown.projects.map(({ id }) => id),
  );
  return { ...shown, projects: whole.projects.filter(({ id }) => all.has(id)) };
}

const isFelt = ({ action }: TouchedConnection): boolean => !['move', 'record', 'forget'].includes(action);

/** Under the name that it has in the graph: on a server connections are named by their ids. */
function drawn(change: TouchedConnection, known: ReadonlySet<string>, kinds: Kinds): GraphConnection {
  const { address, project, kind, displayName, featureId, action } = change;
  const onServer = `${project}/${featureId}`;
  return {
    address: !known.has(address) && known.has(onServer) ? onServer : address,
    project,
    title: kinds.named(kind)?.title ?? kind,
    displayName,
    action,
  };
}

/** Projects that only the plan speaks of: it creates them, or removes something from them that is no longer declared. */
function withMissing(
  projects: readonly GraphProject[],
  changes: readonly Extract<Touched, { target: 'project' }>[],
  touched: readonly GraphConnection[],
): readonly GraphProject[] {
  const known = new Set(projects.map(({ id }) => id));
  const actions = new Map(changes.map(({ id, action }) => [id, action]));
  const created = changes.filter(({ id }) => !known.has(id));
  for (const { id } of created) known.add(id);
  const others = [...new Set(touched.flatMap(({ project }) => project ?? []))].filter((id) => !known.has(id));
  return [
    ...projects.map((one) => (actions.has(one.id) ? { ...one, action: actions.get(one.id) } : one)),
    ...created.map(({ id, name, parent, action }) => ({ id, name, parent, action })),
    ...others.map((id) => ({ id })),
  ];
}
