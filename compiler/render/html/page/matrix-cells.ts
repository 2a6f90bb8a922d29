import type { Report } from './report.ts';
import type { State } from './tree-rows.ts';

/** A project, all below it, and the connections that have to do with any of them. */
export interface Matrix {
  readonly projects: readonly number[];
  readonly connections: readonly number[];
}

/** Gathers rows and columns: connections from above first, as the tree has them. */
export function matrixOf(report: Report, top: number, kind: number | undefined): Matrix {
  const projects = Array.from({ length: report.end(top) - top }, (_, index) => top + index);
  const { own, inherited, hidden } = report.effective(top);
  const all = [...inherited, ...hidden.map(({ it }) => it), ...own];
  for (const project of projects.slice(1)) all.push(...report.ownOf(project));
  const connections = [...new Set(all)].filter((one) => kind === undefined || report.connection(one).kind === kind);
  return { projects, connections };
}

/** How a project stands to each of the connections that have to do with it. */
export function statesOf(report: Report, project: number): ReadonlyMap<number, State> {
  const { own, inherited, hidden } = report.effective(project);
  return new Map<number, State>([
    ...hidden.map(({ it, by }) => [it, by === undefined ? 'withheld' : 'shadowed'] as const),
    ...inherited.map((one) => [one, 'inherited'] as const),
    ...own.map((one) => [one, 'own'] as const),
  ]);
}
