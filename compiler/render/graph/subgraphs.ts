import type { Graph, GraphProject } from './graph.ts';

/** A project and all below it, with what stands in them, and beside that what they refer to elsewhere. */
export function subtreeOf(graph: Graph, project: string): Graph {
  const within = new Set([project]);
  for (const { id, parent } of graph.projects) if (parent !== undefined && within.has(parent)) within.add(id);
  const inside = graph.connections.filter((one) => one.project !== undefined && within.has(one.project));
  return withTargets(graph, within, new Set(inside.map(({ address }) => address)));
}

/** These projects and connections, what the connections refer to, and the projects of that. */
export function withTargets(graph: Graph, projects: ReadonlySet<string>, connections: ReadonlySet<string>): Graph {
  const references = graph.references.filter(({ from }) => connections.has(from));
  const drawn = new Set([...connections, ...references.map(({ to }) => to)]);
  const shown = graph.connections.filter(({ address }) => drawn.has(address));
  const owners = new Set([...projects, ...shown.flatMap(({ project }) => project ?? [])]);
  return { projects: graph.projects.filter(({ id }) => owners.has(id)), connections: shown, references };
}

/** These projects and all above them. */
export function withAncestors(projects: readonly GraphProject[], ids: Iterable<string>): ReadonlySet<string> {
  const found = new Set(ids);
  for (const { id, parent } of [...projects].reverse()) if (found.has(id) && parent !== undefined) found.add(parent);
  return found;
}
