import { Node, type ObjectLiteralElementLike, type ObjectLiteralExpression } from 'ts-morph';
import type { Entry, Expression } from '../print/expression.ts';
import { print, printEntry } from '../print/print.ts';
import { elementName, propertyOf } from './program-source.ts';
import type { TextEdits } from './text-edits.ts';

/** What is to become of an object literal. */
export interface LiteralChange {
  readonly removed?: readonly string[];
  readonly added?: readonly Entry[];
  /** Names in the order in which they should stand; what is not among them goes to the end. */
  readonly order?: readonly string[];
}

/** Adds and removes properties of a literal; the others keep their text and their comments. */
export function changeLiteral(literal: ObjectLiteralExpression, change: LiteralChange, edits: TextEdits): void {
  const { removed = [], added = [], order = [] } = change;
  for (const name of removed) {
    const element = propertyOf(literal, name);
    if (element !== undefined) removeElement(element, edits);
  }
  const left = literal.getProperties().filter((one) => !removed.includes(elementName(one) ?? ''));
  const places = new Map<ObjectLiteralElementLike | undefined, Entry[]>();
  for (const entry of added) {
    const place = placeOf(entry.name, left, order);
    places.set(place, [...(places.get(place) ?? []), entry]);
  }
  for (const [place, entries] of places) insertBehind(literal, place, entries, edits);
}

/** Gives a property another value. A shorthand becomes a property with a value. */
export function setValue(element: ObjectLiteralElementLike, value: Expression, edits: TextEdits): void {
  const file = element.getSourceFile();
  const indent = indentOf(element);
  const column = element.getStart() - element.getStartLinePos();
  if (Node.isPropertyAssignment(element)) {
    const before = element.getInitializerOrThrow();
    const start = before.getStart();
    const at = column + start - element.getStart();
    edits.replace(file, start, before.getEnd(), print(value, { indent, column: at }));
  } else if (Node.isShorthandPropertyAssignment(element)) {
    const label = `: ${print(value, { indent, column: column + element.getWidth() + 2 })}`;
    edits.insert(file, element.getEnd(), label);
  }
}

/** The element that a new one comes behind: the last that stands before it in order; undefined for the start. */
function placeOf(
  name: string,
  elements: readonly ObjectLiteralElementLike[],
  order: readonly string[],
): ObjectLiteralElementLike | undefined {
  const rank = order.indexOf(name);
  // What a spread brings must not hide the new one.
  if (rank < 0 || elements.some((one) => elementName(one) === undefined)) return elements.at(-1);
  const before = (one: ObjectLiteralElementLike): boolean => order.indexOf(elementName(one) ?? '') < rank;
  return elements.filter(before).at(-1);
}

function insertBehind(
  literal: ObjectLiteralExpression,
  place: ObjectLiteralElementLike | undefined,
  entries: readonly Entry[],
  edits: TextEdits,
): void {
  const file = literal.getSourceFile();
  const text = file.getFullText();
  const indent = indentOf(literal) + 2;
  const lines = entries.map((entry) => printEntry(entry, indent)).join('\n');
  if (literal.getProperties().length === 0) {
    edits.replace(file, literal.getStart(), literal.getEnd(), `{\n${lines}\n${' '.repeat(indent - 2)}}`);
  } else if (place === undefined) {
    edits.insert(file, literal.getStart() + 1, `\n${lines}${isOneLine(literal) ? '\n' : ''}`);
  } else {
    const comma = /^\s*,/.exec(text.slice(place.getEnd()))?.[0];
    if (comma === undefined) edits.insert(file, place.getEnd(), ',');
    const at = place.getEnd() + (comma?.length ?? 0);
    // What stands behind it on its line, a comment, belongs to it.
    const rest = /^[ \t]*(\/\/[^\n]*)?(?=\n)/.exec(text.slice(at))?.[0];
    const closing = isOneLine(literal) ? `\n${' '.repeat(indent - 2)}` : '';
    edits.insert(file, at + (rest?.length ?? 0), `\n${lines}${closing}`);
  }
}

const isOneLine = (node: Node): boolean => node.getStartLineNumber() === node.getEndLineNumber();

/** How far the line of a node is indented. */
export function indentOf(node: Node): number {
  const start = node.getStartLinePos();
  return /^ */.exec(node.getSourceFile().getFullText().slice(start))?.[0].length ?? 0;
}

/** Removes a property, its comma, its lines and the comments that stand right above it or behind it. */
function removeElement(element: ObjectLiteralElementLike, edits: TextEdits): void {
  const file = element.getSourceFile();
  const text = file.getFullText();
  let start = element.getStart();
  for (const comment of [...element.getLeadingCommentRanges()].reverse()) {
    if (text.slice(comment.getEnd(), start).split('\n').length > 2) break;
    start = comment.getPos();
  }
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const hasOwnLine = text.slice(lineStart, start).trim() === '';
  const behind = /^\s*,?[ \t]*(\/\/[^\n]*)?/.exec(text.slice(element.getEnd()))?.[0] ?? '';
  // Only a comma is taken from a line that goes on.
  const end = element.getEnd() + (hasOwnLine ? behind.length : (/^\s*,[ \t]*/.exec(behind)?.[0].length ?? 0));
  if (hasOwnLine && text[end] === '\n') edits.replace(file, lineStart, end + 1, '');
  else edits.replace(file, start, end, '');
}
