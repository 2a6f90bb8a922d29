import type { ConnectionDraft, ProjectDraft } from '../draft/draft.ts';
import type { References } from '../draft/references.ts';

/** The file in which each connection that others refer to is declared. */
export type TargetFiles = ReadonlyMap<ConnectionDraft, string>;

/**
 * A connection that only its own file refers to stays there. For others there is a file that imports none: `plugboard.ts`
 * imports every project, so that a project's file cannot import from it.
 */
export function targetFiles(
  root: ProjectDraft,
  { targets, usersOf }: References,
  fileOfProject: (top: string | undefined) => string,
  sharedFile: string,
): TargetFiles {
  const files = new Map<ConnectionDraft, string>();
  const visit = (project: ProjectDraft, file: string): void => {
    for (const draft of project.connections) files.set(draft, file);
    for (const child of project.projects) visit(child, project === root ? fileOfProject(child.id) : file);
  };
  visit(root, fileOfProject(undefined));
  // Those that refer to others come after them: from the back, all users of a target are settled before it.
  for (const target of [...targets].reverse()) {
    if (usersOf(target).some((user) => files.get(user) !== files.get(target))) files.set(target, sharedFile);
  }
  return new Map(targets.map((target) => [target, files.get(target) ?? sharedFile]));
}
