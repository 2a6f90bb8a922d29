import type { Span } from '../diagnostics/diagnostic.ts';
import type { Style } from './style.ts';
import { visible } from './visible.ts';

/** Source text of the stack, by file name relative to its folder; undefined for a file that is not to be quoted. */
export type SourceLookup = (file: string) => string | undefined;

const widest = 140;
const lead = 40;

/**
 * The line that a message is about, with the stretch underlined and labelled. A very long line is cut to the part
 * around the stretch. `mask` hides whatever must not be shown.
 */
export function sourceFrame(
  span: Span,
  label: string,
  arrow: '-->' | ':::',
  lookup: SourceLookup,
  mask: (text: string) => string,
  style: Style,
): readonly string[] {
  const gutter = ' '.repeat(String(span.line).length + 1);
  const head = `${gutter}${style.blue(arrow)} ${span.file}:${span.line}:${span.column}`;
  const line = lookup(span.file)?.split(/\r?\n/)[span.line - 1];
  if (line === undefined) return label === '' ? [head] : [head, `${gutter} ${style.blue('=')} ${label}`];

  const from = span.column - 1;
  const to = span.endLine === span.line ? Math.max(span.endColumn - 1, from + 1) : line.length;
  const cutStart = line.length > widest && from > lead ? from - lead : 0;
  const cutEnd = Math.min(line.length, cutStart + widest);
  const before = show(line.slice(cutStart, from), mask);
  const marked = show(line.slice(from, Math.min(to, cutEnd)), mask);
  const after = show(line.slice(Math.min(to, cutEnd), cutEnd), mask);
  // Masked as a whole, since what must be hidden can begin before the stretch and end after it.
  const whole = show(line.slice(cutStart, cutEnd), mask);
  const aligned = whole === before + marked + after;
  const bar = style.blue('|');
  const start = cutStart > 0 ? '…' : '';
  const text = `${start}${whole}${cutEnd < line.length ? '…' : ''}`;
  const underline = aligned
    ? `${' '.repeat(start.length + before.length)}${style.red('^'.repeat(Math.max(marked.length, 1)))}`
    : `${' '.repeat(Math.max(0, whole.search(/\S/)))}${style.red('^'.repeat(Math.max(whole.trim().length, 1)))}`;
  return [
    head,
    `${gutter} ${bar}`,
    `${style.blue(` ${span.line} |`)} ${text}`.trimEnd(),
    `${gutter} ${bar} ${underline}${label === '' ? '' : ` ${style.red(label)}`}`,
    `${gutter} ${bar}`,
  ];
}

const show = (text: string, mask: (text: string) => string): string => visible(mask(text.replaceAll('\t', ' ')));
