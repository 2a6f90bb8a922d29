import type { Span } from '../diagnostics/diagnostic.ts';
import { visible } from '../diagnostics/visible.ts';
import type { Hidden } from './hidden-stretches.ts';
import type { Style } from './style.ts';

/** A file of the stack as it may be quoted. */
interface QuotedSource {
  readonly text: string;
  readonly hidden: Hidden['stretches'];
}

/** By file name relative to the stack's folder; undefined for a file that is not to be quoted. */
export type SourceLookup = (file: string) => QuotedSource | undefined;

const placeholder = '(sensitive value)';
const widest = 140;
const narrowest = 20;

/**
 * The line that a message is about, with the stretch underlined and labelled; `digits` leaves room for its number. A line
 * that is too long for the terminal, or very long, is cut to the part around the stretch. What must not be shown is hidden, and what `mask` finds beside that.
 */
export function sourceFrame(
  span: Span,
  label: string,
  arrow: '-->' | ':::',
  lookup: SourceLookup,
  mask: (text: string) => string,
  style: Style,
  digits: number = String(span.line).length,
  width: number = Number.POSITIVE_INFINITY,
): readonly string[] {
  // Number, bar and the marks of what was cut off take room, too.
  const room = Math.max(Math.min(widest, width - digits - 6), narrowest);
  const lead = Math.floor(room * 0.29);
  const gutter = ' '.repeat(digits + 1);
  const head = `${gutter}${style.blue(arrow)} ${span.file}:${span.line}:${span.column}`;
  const found = lineOf(lookup(span.file), span.line);
  if (found === undefined) return label === '' ? [head] : [head, `${gutter} ${style.blue('=')} ${label}`];

  const { line, hidden } = found;
  const first = span.column - 1;
  const last = span.endLine === span.line ? Math.max(span.endColumn - 1, first + 1) : line.length;
  // What is hidden is underlined as a whole or not at all.
  const touched = hidden.filter(({ start, end }) => start < last && end > first);
  const from = Math.min(first, ...touched.map(({ start }) => start));
  const to = Math.max(last, ...touched.map(({ end }) => end));
  const cutStart = line.length > room && from > lead ? from - lead : 0;
  const cutEnd = Math.min(line.length, cutStart + room);
  const show = (start: number, end: number): string => withoutHidden(line, hidden, start, end).replaceAll('\t', ' ');
  const before = visible(mask(show(cutStart, from)));
  const marked = visible(mask(show(from, Math.min(to, cutEnd))));
  const after = visible(mask(show(Math.min(to, cutEnd), cutEnd)));
  // Masked as a whole, since what the mask finds can begin before the stretch and end after it.
  const whole = visible(mask(show(cutStart, cutEnd)));
  const aligned = whole === before + marked + after;
  const bar = style.blue('|');
  const start = cutStart > 0 ? '…' : '';
  const text = `${start}${whole}${cutEnd < line.length ? '…' : ''}`;
  const [indent, length] = aligned
    ? [start.length + before.length, Math.max(marked.length, 1)]
    : [Math.max(0, whole.search(/\S/)), Math.max(whole.trim().length, 1)];
  const underline = `${' '.repeat(indent)}${style.red('^'.repeat(length))}`;
  const fits = digits + 4 + indent + length + 1 + label.length <= width;
  const below = Math.max(0, Math.min(indent, width - digits - 4 - label.length));
  return [
    head,
    `${gutter} ${bar}`,
    `${style.blue(` ${String(span.line).padStart(digits)} |`)} ${text}`.trimEnd(),
    `${gutter} ${bar} ${underline}${label === '' || !fits ? '' : ` ${style.red(label)}`}`,
    ...(fits ? [] : [`${gutter} ${bar} ${' '.repeat(below)}${style.red(label)}`]),
    `${gutter} ${bar}`,
  ];
}

/** The line, and what is hidden of it by its own offsets. */
function lineOf(
  source: QuotedSource | undefined,
  number: number,
): { readonly line: string; readonly hidden: Hidden['stretches'] } | undefined {
  if (source === undefined) return undefined;
  let offset = 0;
  for (let passed = 1; passed < number; passed += 1) {
    const end = source.text.indexOf('\n', offset);
    if (end === -1) return undefined;
    offset = end + 1;
  }
  const end = source.text.indexOf('\n', offset);
  const line = source.text.slice(offset, end === -1 ? undefined : end).replace(/\r$/, '');
  const hidden = source.hidden
    .filter((one) => one.start < offset + line.length && one.end > offset)
    .map((one) => ({ start: Math.max(one.start - offset, 0), end: Math.min(one.end - offset, line.length) }));
  return { line, hidden };
}

/** A part of the line, with the placeholder in place of each hidden stretch that reaches into it. */
function withoutHidden(line: string, hidden: Hidden['stretches'], start: number, end: number): string {
  let text = '';
  let at = start;
  for (const stretch of hidden.filter((one) => one.start < end && one.end > start)) {
    text += `${line.slice(at, Math.max(stretch.start, at))}${placeholder}`;
    at = Math.min(stretch.end, end);
  }
  return text + line.slice(at, Math.max(at, end));
}
