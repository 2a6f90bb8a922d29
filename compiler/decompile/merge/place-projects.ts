import { type CallExpression, Node, type SourceFile, SyntaxKind } from 'ts-morph';
import type { ProjectDraft } from '../draft/draft.ts';
import { type LocalImport, moduleText } from '../layout/module-text.ts';
import { fileVariables, projectStatements, projectVariable } from '../layout/project-statements.ts';
import { fileNames, type Layout } from '../layout/stack-files.ts';
import type { UniqueNames } from '../naming/unique-names.ts';
import { addLocalImports } from './imports.ts';
import type { Merge } from './merge-import.ts';
import { newEntry } from './new-entry.ts';

/** Declares new projects below a declared one and gives the variables that hold them there. */
export type PlacedProjects = (
  holder: CallExpression,
  holderId: string,
  projects: readonly ProjectDraft[],
) => readonly string[];

/**
 * New projects go above the statement that declares the one that holds them; those below the root get files of their own
 * where the others have. `created` collects such files; `used` are names that the folder has already.
 */
export function projectPlacer(
  { program, edits, use }: Merge,
  layout: Layout,
  used: readonly string[],
  created: Map<string, string>,
): PlacedProjects {
  const variables = new Map<SourceFile, UniqueNames>();
  const variablesOf = (file: SourceFile): UniqueNames => {
    const names = variables.get(file) ?? fileVariables(identifiers(file));
    variables.set(file, names);
    return names;
  };
  return (holder, holderId, projects) => {
    const file = holder.getSourceFile();
    const names = projects.map(({ id }) => projectVariable(id, holderId, variablesOf(file)));
    if (holderId === '_Root' && layout === 'tree' && !declaresProjects(file)) {
      const files = fileNames(
        projects.map(({ id }) => id),
        used,
      );
      const locals = projects.map((project, at): LocalImport => {
        const [name, own] = [names[at] ?? '', files.get(project.id) ?? ''];
        const parts = projectStatements(project, name, fileVariables([name]), newEntry, true);
        created.set(own, moduleText({ ...parts, locals: [] }));
        return { name, file: own };
      });
      addLocalImports(file, locals, edits);
      return names;
    }
    const above = holder.getFirstAncestor((one) => Node.isSourceFile(one.getParent())) ?? holder;
    const start = above.getLeadingCommentRanges()[0]?.getPos() ?? above.getStart();
    projects.forEach((project, at) => {
      const parts = projectStatements(project, names[at] ?? '', variablesOf(file), newEntry);
      use(file, [...parts.builders]);
      edits.insert(file, start, `${parts.statements.join('\n\n')}\n\n`);
    });
    return names;
  };

  function declaresProjects(file: SourceFile): boolean {
    return program.files.length === 1 && identifiers(file).has('project');
  }
}

const identifiers = (file: SourceFile): ReadonlySet<string> =>
  new Set(file.getDescendantsOfKind(SyntaxKind.Identifier).map((one) => one.getText()));
