import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import type { Granted, ProjectPermission } from '../live/permissions.ts';
import type { Live, Plan } from '../model.ts';

/** Permissions, and the projects in which each is needed. */
export type NeededPermissions = ReadonlyMap<ProjectPermission, ReadonlySet<string>>;

/**
 * What a plan needs to be applied, where `lockHome` is the project that the lock is written to. In a project that is still
 * to be created nothing can be asked for; what counts there is the right to create it in a project that exists.
 */
export function neededPermissions(plan: Plan, live: Live, lockHome: string): NeededPermissions {
  const existing = new Set(live.projects.map(({ id }) => id));
  const needed = new Map<ProjectPermission, Set<string>>();
  const need = (permission: ProjectPermission, project: string): void => {
    if (existing.has(project)) needed.set(permission, (needed.get(permission) ?? new Set()).add(project));
  };
  for (const change of plan.changes) {
    if (change.target === 'connection') need('edit_project', change.project);
    else if (change.action === 'create') need('create_sub_project', change.parent);
    else need('edit_project', change.id);
  }
  need('edit_project', lockHome);
  return needed;
}

const named: Readonly<Record<ProjectPermission, { readonly name: string; readonly may: string }>> = {
  edit_project: { name: 'Edit project', may: 'change connections' },
  create_sub_project: { name: 'Create subproject', may: 'create projects' },
};

/** Says what is needed and not granted (PB620). A permission of which the server says nothing counts as granted. */
export function missingPermissions(
  needed: NeededPermissions,
  granted: ReadonlyMap<ProjectPermission, Granted | undefined>,
): readonly Diagnostic[] {
  return [...needed].flatMap(([permission, projects]) => {
    const where = granted.get(permission);
    if (where === undefined || where === 'everywhere') return [];
    const lacking = [...projects].filter((id) => !where.has(id));
    return lacking.length === 0 ? [] : [missing(permission, lacking)];
  });
}

const shown = 20;

function missing(permission: ProjectPermission, projects: readonly string[]): Diagnostic {
  const { name, may } = named[permission];
  const list = projects.slice(0, shown).map((id) => `\`${id}\``);
  const more = projects.length > shown ? ` and ${projects.length - shown} more` : '';
  return diagnostic(
    'PB620',
    `The access token may not ${may} in ${list.join(', ')}${more}: it lacks the permission “${name}” there.`,
    {
      notes: ['Nothing was written.'],
      hint: `Give the token’s user a role with “${name}” in ${projects.length === 1 ? 'this project' : 'these projects'}, or use another token.`,
    },
  );
}
