import { visible } from '../../../diagnostics/visible.ts';

/**
 * A value in a line of Markdown, as code. What could mean anything is written as a character reference, which no reader
 * takes for more than its character: so it is right in lists, in tables and within HTML, and nobody is mentioned.
 */
export const codeText = (text: string): string =>
  `<code>${visible(text).replace(/[!-,.:-@[-`{-~]/g, (one) => `&#${one.charCodeAt(0)};`)}</code>`;

/** Lines as they are. The fence is longer than any row of backticks in them. */
export function fenced(lines: readonly string[], language: 'diff' | 'text'): string {
  const text = lines.join('\n');
  const rows = (text.match(/`+/g) ?? []).map(({ length }) => length);
  const fence = '`'.repeat(rows.reduce((longest, length) => Math.max(longest, length + 1), 3));
  return `${fence}${language}\n${text}\n${fence}\n`;
}

/** Something that is folded until somebody wants to see it. `summary` is Markdown-free. */
export const folded = (summary: string, content: string): string =>
  `<details>\n<summary>${summary}</summary>\n\n${content}\n</details>\n`;
