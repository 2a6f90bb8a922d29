import type { Plan } from '../model.ts';

/**
 * The project that the lock of an apply stands in: the first one that the plan changes and that is there already, so
 * that whoever may make the changes may also take the lock. Locks are looked for everywhere, so that two applies that
 * change different projects meet as well.
 */
export function lockHome({ changes }: Plan): string {
  const created = new Set(
    changes.flatMap((one) => (one.target === 'project' && one.action === 'create' ? [one.id] : [])),
  );
  for (const change of changes) {
    const project =
      change.target === 'connection' ? change.project : change.action === 'create' ? change.parent : change.id;
    if (!created.has(project)) return project;
  }
  return '_Root';
}
