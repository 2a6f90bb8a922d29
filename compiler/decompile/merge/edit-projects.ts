import { type CallExpression, Node } from 'ts-morph';
import type { ManifestConnection } from '../../model.ts';
import { block, call, type Entry, importedNames, list, object, string, word } from '../print/expression.ts';
import { print } from '../print/print.ts';
import type { Addition } from './additions.ts';
import { changeLiteral, indentOf, setValue } from './edit-literal.ts';
import type { Merge } from './merge-import.ts';
import { newEntry } from './new-entry.ts';
import type { PlacedProjects } from './place-projects.ts';
import { connectionsLiteral, elementName, elementValue, projectLiteral, propertyOf } from './program-source.ts';
import { removeVariable } from './remove-variable.ts';

const order = ['stack', 'edition', 'name', 'parent', 'exclusive', 'needs', 'connections', 'projects'];

/** Takes connections that are gone out of their projects, and puts new connections and projects in. */
export function editProjects(
  gone: readonly ManifestConnection[],
  added: ReadonlyMap<string, Addition>,
  place: PlacedProjects,
  merge: Merge,
): void {
  const removed = new Map<string, string[]>();
  for (const { project, key } of gone) {
    removed.set(project, [...(removed.get(project) ?? []), key]);
  }
  for (const id of new Set([...removed.keys(), ...added.keys()])) {
    const declaration = merge.program.projectCall(id);
    if (declaration === undefined) continue;
    const { connections = [], projects = [] } = added.get(id) ?? {};
    const entries = connections.map(newEntry);
    const builders = entries.flatMap(({ value }) => (value === undefined ? [] : importedNames(value)));
    merge.use(declaration.getSourceFile(), builders);
    editProject(
      declaration,
      id,
      { removed: removed.get(id) ?? [], entries, names: place(declaration, id, projects) },
      merge,
    );
  }
}

interface ProjectEdit {
  /** Keys of connections. */
  readonly removed: readonly string[];
  readonly entries: readonly Entry[];
  /** Variables that hold new projects. */
  readonly names: readonly string[];
}

/** A project's literal gets what it lacks, and loses what would be empty. */
function editProject(declaration: CallExpression, id: string, edit: ProjectEdit, merge: Merge): void {
  const { edits } = merge;
  const literal = projectLiteral(declaration);
  const fresh = (name: string): boolean => literal === undefined || propertyOf(literal, name) === undefined;
  const added: Entry[] = [];
  if (edit.entries.length > 0 && fresh('connections')) added.push({ name: 'connections', value: block(edit.entries) });
  if (edit.names.length > 0 && fresh('projects')) added.push({ name: 'projects', value: list(edit.names.map(word)) });
  if (literal === undefined) {
    if (added.length === 0 || declaration.getArguments().length > 1) return;
    const text = print(call('project', string(id), object(added)), { indent: indentOf(declaration), column: 0 });
    edits.replace(declaration.getSourceFile(), declaration.getStart(), declaration.getEnd(), text);
    return;
  }
  const isEmptied = editConnections(id, edit, merge);
  changeLiteral(literal, { removed: isEmptied ? ['connections'] : [], added, order }, edits);
  if (edit.names.length > 0 && !fresh('projects')) addProjects(propertyOf(literal, 'projects'), edit.names, merge);
}

/** Edits the literal of connections that is there; says whether nothing would be left in it. */
function editConnections(id: string, { removed, entries }: ProjectEdit, { program, edits }: Merge): boolean {
  const literal = connectionsLiteral(program, id);
  if (literal === undefined) return false;
  for (const key of removed) removeVariable(elementValue(propertyOf(literal, key)), program, edits);
  const isEmptied =
    removed.length > 0 && literal.getProperties().every((one) => removed.includes(elementName(one) ?? ''));
  if (!isEmptied) {
    changeLiteral(literal, { removed, added: entries }, edits);
  } else if (entries.length > 0) {
    const text = print(block(entries), { indent: indentOf(literal), column: 0 });
    edits.replace(literal.getSourceFile(), literal.getStart(), literal.getEnd(), text);
  }
  return isEmptied && entries.length === 0;
}

/** Names behind those that are in the list. One of plain variables is laid out anew. */
function addProjects(element: ReturnType<typeof propertyOf>, names: readonly string[], { edits }: Merge): void {
  const value = elementValue(element);
  if (element === undefined || !Node.isArrayLiteralExpression(value)) return;
  const items = value.getElements();
  const isPlain = items.every(Node.isIdentifier) && !/\/[/*]/.test(value.getText());
  const last = items.at(-1);
  if (isPlain) setValue(element, list([...items.map((one) => one.getText()), ...names].map(word)), edits);
  else if (last !== undefined) edits.insert(value.getSourceFile(), last.getEnd(), `, ${names.join(', ')}`);
}
