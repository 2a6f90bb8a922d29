import type { ConnectionDraft, ProjectDraft } from '../draft/draft.ts';
import { reservedVariables } from '../naming/reserved.ts';
import { type UniqueNames, uniqueNames } from '../naming/unique-names.ts';
import { camelCase } from '../naming/words.ts';
import {
  block,
  call,
  type Entry,
  type Expression,
  importedNames,
  list,
  object,
  string,
  word,
} from '../print/expression.ts';
import { print } from '../print/print.ts';

/** A piece of a file, and the names from `plugboard` that it uses. */
export interface Statements {
  readonly statements: readonly string[];
  readonly builders: readonly string[];
}

/** How a connection stands under its key: the call that declares it, or the variable that holds it. */
export type EntryOf = (draft: ConnectionDraft) => Entry;

/** Names for the variables of one file. */
export const fileVariables = (used: Iterable<string> = []): UniqueNames => uniqueNames([...reservedVariables, ...used]);

/** Declares a value as a statement of its own: `const payments = project(...);`. */
export function statement(head: string, value: Expression): Statements {
  const text = `${head}${print(value, { indent: 0, column: head.length })};`;
  return { statements: [text], builders: importedNames(value) };
}

export const together = (parts: readonly Statements[]): Statements => ({
  statements: parts.flatMap(({ statements }) => statements),
  builders: parts.flatMap(({ builders }) => builders),
});

/**
 * Declares a project as a variable of that name, after those below it. One below another is called by what its id adds
 * to the other's.
 */
export function projectStatements(
  draft: ProjectDraft,
  name: string,
  variables: UniqueNames,
  entryOf: EntryOf,
  exported = false,
): Statements {
  const names = draft.projects.map(({ id }) => projectVariable(id, draft.id, variables));
  const children = draft.projects.map((child, at) => projectStatements(child, names[at] ?? '', variables, entryOf));
  const head = `${exported ? 'export ' : ''}const ${name} = `;
  return together([...children, statement(head, projectCall(draft, names, entryOf))]);
}

function projectCall(
  { id, parent, connections }: ProjectDraft,
  children: readonly string[],
  entryOf: EntryOf,
): Expression {
  const entries = [
    ...(parent === undefined ? [] : [{ name: 'parent', value: string(parent) }]),
    ...bodyEntries(connections.map(entryOf), children),
  ];
  return entries.length === 0 ? call('project', string(id)) : call('project', string(id), object(entries));
}

/** The properties that hold connections and projects; those that would be empty are left out. */
export function bodyEntries(connections: readonly Entry[], children: readonly string[]): readonly Entry[] {
  return [
    ...(connections.length === 0 ? [] : [{ name: 'connections', value: block(connections) }]),
    ...(children.length === 0 ? [] : [{ name: 'projects', value: list(children.map(word)) }]),
  ];
}

/** A free name: `Payments_Backend` below `Payments` is `backend`; where that is taken, `paymentsBackend`. */
export function projectVariable(id: string, below: string, variables: UniqueNames): string {
  const short = id.startsWith(`${below}_`) ? id.slice(below.length + 1) : id;
  const names = [short, id].map((one) => camelCase(one.split('_').filter(Boolean)));
  return variables.take(
    names.find((name) => name !== '' && !variables.has(name)) ?? (names.find(Boolean) || 'project'),
  );
}
