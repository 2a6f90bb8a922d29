/**
 * Lays an expression out as biome does with two blanks and 120 columns. A printer of our own: what `import` writes is
 * calls, literals and lists, and loading a formatter for them would take longer than everything else.
 */
import { commentLines } from './comment-lines.ts';
import type { Entry, Expression } from './expression.ts';
import { stringLiteral } from './string-literal.ts';
import { textWidth } from './text-width.ts';

const lineWidth = 120;
/** Below this width a name gains nothing from its value standing on a line of its own. */
const shortName = 5;

/** Where an expression starts: how far its line is indented, and how many columns are taken on it. */
export interface Position {
  readonly indent: number;
  readonly column: number;
}

/** The text of an expression. One column behind it is left for a comma or a semicolon. */
export function print(expression: Expression, at: Position): string {
  const line = onOneLine(expression);
  if (line !== undefined && at.column + textWidth(line) < lineWidth) return line;
  switch (expression.is) {
    case 'word':
    case 'string':
      return expression.text;
    case 'list':
      return lines('[', expression.items, ']', at.indent);
    case 'object':
      return printObject(expression.entries, at.indent);
    case 'call':
      return printCall(expression, at);
  }
}

/** The lines of one property with its comments, each indented, the last one with its comma. */
export function printEntry({ name, value, comments = [] }: Entry, indent: number): string {
  const blanks = ' '.repeat(indent);
  const above = comments.flatMap((sentence) => commentLines(sentence, lineWidth - indent));
  return [...above.map((line) => `${blanks}${line}`), `${blanks}${printProperty(name, value, indent)},`].join('\n');
}

function printProperty(name: string, value: Expression | undefined, indent: number): string {
  if (value === undefined) return name;
  const label = `${propertyName(name)}:`;
  const column = indent + textWidth(label) + 1;
  const text = print(value, { indent, column });
  const isTooLong = value.is === 'string' && column + textWidth(text) >= lineWidth;
  if (!isTooLong || textWidth(label) - 1 < shortName) return `${label} ${text}`;
  return `${label}\n${' '.repeat(indent + 2)}${text}`;
}

/** `__proto__: value` would set the prototype; in brackets it is a property like any other. */
export function propertyName(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : stringLiteral(name);
}

function onOneLine(expression: Expression): string | undefined {
  switch (expression.is) {
    case 'word':
    case 'string':
      return expression.text;
    case 'list': {
      const items = allOnOneLine(expression.items);
      return items && `[${items.join(', ')}]`;
    }
    case 'object': {
      const { entries, expanded } = expression;
      if (entries.length === 0) return '{}';
      if (expanded || entries.some(({ comments = [] }) => comments.length > 0)) return undefined;
      const values = allOnOneLine(entries.map(({ name, value }) => value ?? { is: 'word', text: name }));
      return values && `{ ${entries.map(({ name, value }, at) => named(name, value, values[at] ?? '')).join(', ')} }`;
    }
    case 'call': {
      const values = allOnOneLine(expression.values);
      return values && `${expression.callee}(${values.join(', ')})`;
    }
  }
}

const named = (name: string, value: Expression | undefined, text: string): string =>
  value === undefined ? name : `${propertyName(name)}: ${text}`;

function allOnOneLine(expressions: readonly Expression[]): readonly string[] | undefined {
  const texts = expressions.map(onOneLine).filter((text) => text !== undefined);
  return texts.length === expressions.length ? texts : undefined;
}

function printObject(entries: readonly Entry[], indent: number): string {
  return ['{', ...entries.map((entry) => printEntry(entry, indent + 2)), `${' '.repeat(indent)}}`].join('\n');
}

/** An object at the end stays on the line of the call, where what stands before it fits there. */
function printCall({ callee, values }: Extract<Expression, { is: 'call' }>, { indent, column }: Position): string {
  const last = values.at(-1);
  const head = allOnOneLine(values.slice(0, -1));
  if (last?.is === 'object' && head !== undefined) {
    const before = `${callee}(${head.map((text) => `${text}, `).join('')}`;
    if (column + textWidth(before) < lineWidth) return `${before}${printObject(last.entries, indent)})`;
  }
  return lines(`${callee}(`, values, ')', indent);
}

function lines(open: string, items: readonly Expression[], close: string, indent: number): string {
  const inner = indent + 2;
  const printed = items.map((item) => `${' '.repeat(inner)}${print(item, { indent: inner, column: inner })},`);
  return [open, ...printed, `${' '.repeat(indent)}${close}`].join('\n');
}
