import type { Manifest } from '../../model.ts';
import type { Match } from '../../plan/match.ts';
import {
  type ConnectionDraft,
  type DraftContext,
  draftConnections,
  draftProject,
  type ProjectDraft,
} from '../draft/draft.ts';
import type { SelectedProject } from '../draft/selected-projects.ts';
import { reservedKeys } from '../naming/reserved.ts';
import { uniqueNames } from '../naming/unique-names.ts';

/** What a declared project is to get. */
export interface Addition {
  readonly connections: readonly ConnectionDraft[];
  /** Projects that are not declared yet, with all below them. */
  readonly projects: readonly ProjectDraft[];
}

/** What is on the server and not in the program, by the declared project that it belongs to. */
export function additions(
  root: SelectedProject,
  manifest: Manifest,
  matches: readonly Match[],
  context: DraftContext,
): ReadonlyMap<string, Addition> {
  const declared = new Set(manifest.projects.map(({ id }) => id));
  const matched = new Set(matches.map(({ connection, live }) => `${connection.project}/${live?.id}`));
  const keys = new Map<string, string[]>();
  for (const { project, key } of manifest.connections) {
    const own = keys.get(project);
    if (own === undefined) keys.set(project, [key]);
    else own.push(key);
  }
  const found = new Map<string, Addition>();
  const visit = (project: SelectedProject): void => {
    const fresh = project.connections.filter(({ id }) => !matched.has(`${project.id}/${id}`));
    const free = uniqueNames([...reservedKeys, ...(keys.get(project.id) ?? [])]);
    const connections = draftConnections(project.id, fresh, free, context);
    const projects = project.projects.filter(({ id }) => !declared.has(id)).map(undeclared);
    if (connections.length > 0 || projects.length > 0) {
      found.set(project.id, { connections, projects: projects.map((one) => draftProject(one, context)) });
    }
    for (const one of declaredBelow(project)) visit(one);
  };
  const undeclared = (project: SelectedProject): SelectedProject => ({
    ...project,
    projects: project.projects.filter(({ id }) => !declared.has(id)).map(undeclared),
  });
  const declaredBelow = ({ projects }: SelectedProject): readonly SelectedProject[] =>
    projects.flatMap((one) => (declared.has(one.id) ? [one] : declaredBelow(one)));
  visit(root);
  return found;
}
