import { spelledOut } from './string-literal.ts';

/**
 * A sentence as `//` comments, wrapped. Whatever stands in it stays inside: a line comment ends at a line break only,
 * and those are spelled out.
 */
export function commentLines(sentence: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '//';
  for (const word of spelledOut(sentence).match(/(?:`[^`]*`|[^ `])+/g) ?? []) {
    if (line !== '//' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '//';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

const longest = 60;

/**
 * A name that somebody else chose, for a comment. Lines break before and after it only, and it starts with its quote:
 * so it never makes a line that tools obey (`// @ts-expect-error`).
 */
export function quotedName(name: string): string {
  const characters = [...name];
  const short = characters.length > longest ? `${characters.slice(0, longest).join('')}…` : name;
  return `\`${spelledOut(short).replaceAll('`', "'")}\``;
}
