import type { ConnectionDraft, ProjectDraft } from '../draft/draft.ts';
import { reservedVariables } from '../naming/reserved.ts';
import { type UniqueNames, uniqueNames } from '../naming/unique-names.ts';
import { camelCase } from '../naming/words.ts';
import { block, call, type Entry, type Expression, importedNames, list, object, string, word } from './expression.ts';
import { print } from './print.ts';

/** Statements that declare a project and those below it, children first, and what they need. */
export interface ProjectStatements {
  /** The variable that holds the project. */
  readonly name: string;
  readonly statements: readonly string[];
  readonly builders: readonly string[];
}

/** Names for the variables of one file. */
export const fileVariables = (used: Iterable<string> = []): UniqueNames => uniqueNames([...reservedVariables, ...used]);

/**
 * Declares a project as a variable of that name. A project below another is called by what its id adds to the other's.
 */
export function projectStatements(
  draft: ProjectDraft,
  name: string,
  variables: UniqueNames,
  exported = false,
): ProjectStatements {
  const children = draft.projects.map((child) =>
    projectStatements(child, projectVariable(child.id, draft.id, variables), variables),
  );
  const declaration = projectCall(
    draft,
    children.map((child) => child.name),
  );
  const head = `${exported ? 'export ' : ''}const ${name} = `;
  return {
    name,
    statements: [
      ...children.flatMap(({ statements }) => statements),
      `${head}${print(declaration, { indent: 0, column: head.length })};`,
    ],
    builders: [...children.flatMap(({ builders }) => builders), ...importedNames(declaration)],
  };
}

function projectCall({ id, parent, connections }: ProjectDraft, children: readonly string[]): Expression {
  const entries = [
    ...(parent === undefined ? [] : [{ name: 'parent', value: string(parent) }]),
    ...bodyEntries(connections, children),
  ];
  return entries.length === 0 ? call('project', string(id)) : call('project', string(id), object(entries));
}

/** The properties that hold connections and projects; those that would be empty are left out. */
export function bodyEntries(connections: readonly ConnectionDraft[], children: readonly string[]): readonly Entry[] {
  return [
    ...(connections.length === 0 ? [] : [{ name: 'connections', value: block(connections.map(connectionEntry)) }]),
    ...(children.length === 0 ? [] : [{ name: 'projects', value: list(children.map(word)) }]),
  ];
}

/** A connection under its key. */
export const connectionEntry = ({ key, comments, declaration }: ConnectionDraft): Entry => ({
  name: key,
  value: declaration,
  comments,
});

/** A free name: `Payments_Backend` below `Payments` is `backend`; where that is taken, `paymentsBackend`. */
export function projectVariable(id: string, below: string, variables: UniqueNames): string {
  const short = id.startsWith(`${below}_`) ? id.slice(below.length + 1) : id;
  const names = [short, id].map((one) => camelCase(one.split('_').filter(Boolean)));
  return variables.take(
    names.find((name) => name !== '' && !variables.has(name)) ?? (names.find(Boolean) || 'project'),
  );
}
