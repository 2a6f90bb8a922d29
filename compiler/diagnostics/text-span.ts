import type { Span } from './diagnostic.ts';

const token = /[\p{ID_Start}$_#@][\p{ID_Continue}$]*|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|\d[\w.]*|=>|\S/uy;

const lineBreak = /\r\n|\r|\n/;
const lineBreaks = /\r\n|\r|\n/g;

/** The span of the word, text, number or sign at a position; lines and columns start at 1. */
export function tokenAt(file: string, text: string | undefined, line: number, column: number): Span {
  const content = text?.split(lineBreak, line)[line - 1] ?? '';
  token.lastIndex = column - 1;
  const length = token.exec(content)?.[0].length ?? 1;
  return { file, line, column, endLine: line, endColumn: column + length };
}

/** The span between two offsets into a text. */
export function spanBetween(file: string, text: string, start: number, end: number): Span {
  const from = positionOf(text, start);
  const to = positionOf(text, end);
  return { file, ...from, endLine: to.line, endColumn: to.column };
}

function positionOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split(lineBreak);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The offset of a position; the opposite of a span's start. */
export function offsetOf(text: string, line: number, column: number): number {
  const before = line > 1 ? [...text.matchAll(lineBreaks)][line - 2] : undefined;
  return (before === undefined ? 0 : before.index + before[0].length) + column - 1;
}
