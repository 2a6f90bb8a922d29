import type { Span } from '../../diagnostics/diagnostic.ts';
import { spanBetween } from '../../diagnostics/text-span.ts';

/**
 * Where a program exports what it declares, for messages about that as a whole: the words `export default`, or its
 * first line where it has none.
 */
export function exportSpan(file: string, text: string): Span {
  const found = /^[ \t]*export\s+default\b/m.exec(text)?.[0];
  const words = found?.trimStart() ?? '';
  const start = found === undefined ? 0 : text.indexOf(found) + found.length - words.length;
  const firstLine = /^[^\r\n]*/.exec(text)?.[0].length ?? 0;
  return spanBetween(file, text, start, found === undefined ? Math.max(firstLine, 1) : start + words.length);
}
