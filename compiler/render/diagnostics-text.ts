import { boundedText } from '../diagnostics/bounded-text.ts';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import { visible } from '../diagnostics/visible.ts';
import { counted } from './counted.ts';
import { fitWidth } from './fit-width.ts';
import { type SourceLookup, sourceFrame } from './source-frame.ts';
import type { Style } from './style.ts';

/** What a message needs besides itself; for messages about a program, `quoting` makes it. */
export interface DiagnosticsContext {
  readonly lookup: SourceLookup;
  /** Hides secrets that stand in the program, in a message about one of its files. */
  readonly mask: (text: string, file?: string) => string;
}

/**
 * Messages for people, each with its source, and a last line that counts them. Empty for none. For a terminal of some
 * `width` they are made to fit.
 */
export function diagnosticsText(
  diagnostics: readonly Diagnostic[],
  context: DiagnosticsContext,
  style: Style,
  width?: number,
): string {
  if (diagnostics.length === 0) return '';
  const blocks = diagnostics.map((one) => block(one, context, style, width).join('\n'));
  return `${blocks.join('\n\n')}\n\n${lastLine(diagnostics)}\n`;
}

/** One message with its source. */
export const diagnosticText = (one: Diagnostic, context: DiagnosticsContext, style: Style): string =>
  block(one, context, style).join('\n');

function block(
  diagnostic: Diagnostic,
  { lookup, mask }: DiagnosticsContext,
  style: Style,
  width?: number,
): readonly string[] {
  const { code, severity, title, message, span, label, related = [], notes = [], hint } = diagnostic;
  const color = severity === 'error' ? style.red : severity === 'warning' ? style.yellow : style.cyan;
  const text = (part: string): string => boundedText(visible(mask(part, span?.file)));
  const lineNumbers = [span, ...related.map((other) => other.span)].flatMap((one) => one?.line ?? []);
  const digits = Math.max(...lineNumbers.map((line) => String(line).length), 1);
  const frame = (at: Span, said: string, arrow: '-->' | ':::'): readonly string[] =>
    sourceFrame(at, text(said), arrow, lookup, mask, style, digits, width);
  const frames = [
    ...(span === undefined ? [] : frame(span, label ?? '', '-->')),
    ...related.flatMap((other) => (other.span === undefined ? [] : frame(other.span, other.label, ':::'))),
  ];
  const gutter = ' '.repeat(lineNumbers.length === 0 ? 3 : digits + 2);
  const says = span !== undefined && label !== undefined && sameWords(label, message) ? [] : [message];
  const lines = [
    ...[...says, ...notes].map(text),
    ...(hint === undefined ? [] : [`${style.cyan('hint')}: ${text(hint)}`]),
  ];
  return [
    `${style.bold(color(`${severity}[${code}]`))}${style.bold(`: ${title}`)}`,
    ...frames,
    ...lines.map((line) => fitWidth(`${gutter}${style.blue('=')} ${line}`, width)),
  ];
}

const words = (text: string): string => text.replace(/\.$/, '').toLowerCase();
const sameWords = (a: string, b: string): boolean => words(a) === words(b);

function lastLine(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity']): number =>
    diagnostics.filter((one) => one.severity === severity).length;
  const parts = (['error', 'warning', 'hint'] as const).flatMap((severity) => {
    const number = count(severity);
    return number === 0 ? [] : [counted(number, severity)];
  });
  return `${parts.join(', ')}.`;
}
