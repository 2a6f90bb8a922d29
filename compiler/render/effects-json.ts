import type { ConnectionChange, Plan } from '../model.ts';

/**
 * How many project ids the effects of all changes may spell out together. Thousands of changes in the root of a large
 * server would otherwise make a document of thousands times all projects.
 */
const mostIds = 200_000;

/** An effect for programs that read `resource_changes`. */
interface ListedEffect {
  readonly effect: string;
  readonly project_count: number;
  /** Index into `plugboard.plan.audiences`, where the projects are listed in any case. */
  readonly audience: number;
  /** Left out where the plan is so large that they stand only among the audiences. */
  readonly projects: readonly string[] | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Of those that lose it: who is left with no connection of the kind. */
  readonly last_of_kind_audience: number | undefined;
  readonly last_of_kind: readonly string[] | undefined;
}

/** The effects of a change with their projects by id; undefined for a change that only the ledger feels. */
export function effectList({
  changes,
  audiences,
}: Plan): (change: ConnectionChange) => readonly ListedEffect[] | undefined {
  const sizeOf = (index: number | undefined): number => (index === undefined ? 0 : (audiences[index]?.length ?? 0));
  const ids = changes
    .flatMap((change) => (change.target === 'connection' ? (change.effects ?? []) : []))
    .reduce((sum, { projects, lastOfKind }) => sum + sizeOf(projects) + sizeOf(lastOfKind), 0);
  const spelledOut = (index: number | undefined): readonly string[] | undefined =>
    index === undefined || ids > mostIds ? undefined : audiences[index];
  return ({ effects }) =>
    effects?.map(({ effect, projects, from, to, lastOfKind }) => ({
      effect,
      project_count: sizeOf(projects),
      audience: projects,
      projects: spelledOut(projects),
      from,
      to,
      last_of_kind_audience: lastOfKind,
      last_of_kind: spelledOut(lastOfKind),
    }));
}
