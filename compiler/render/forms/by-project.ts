import type { Change } from '../../model.ts';

/** The changes of each project, projects in the order of their first change. */
export function byProject(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const project = change.target === 'project' ? change.id : change.project;
    const group = groups.get(project);
    if (group === undefined) groups.set(project, [change]);
    else group.push(change);
  }
  return groups;
}
