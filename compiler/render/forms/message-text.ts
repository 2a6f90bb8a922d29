import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { visible } from '../../diagnostics/visible.ts';
import type { FormSettings, Report } from './report.ts';

/** A message as forms without a source frame have it: secrets masked, nothing in it that anybody obeys. */
export interface MessageText {
  readonly title: string;
  readonly message: string;
  /** Notes and hint, each on a line of its own. */
  readonly more: readonly string[];
}

/** The words of a message. */
export function messageText(diagnostic: Diagnostic, { context }: Report): MessageText {
  const { title, message, label, notes = [], hint, span } = diagnostic;
  const text = (part: string): string => visible(context.mask(part, span?.file));
  const says = message === '' ? (label ?? title) : message;
  return {
    title,
    message: text(says),
    more: [...notes.map(text), ...(hint === undefined ? [] : [`hint: ${text(hint)}`])],
  };
}

/** Where a message belongs, seen from the top of the repository; the program itself where it has no place of its own. */
export function messageFile({ span }: Diagnostic, { stackFile }: Pick<FormSettings, 'stackFile'>): string {
  if (span === undefined) return stackFile;
  const slash = stackFile.lastIndexOf('/');
  return `${stackFile.slice(0, slash + 1)}${span.file}`;
}

const order: Readonly<Record<Diagnostic['severity'], number>> = { error: 0, warning: 1, hint: 2 };

/** Worst first, otherwise as they were. */
export const worstFirst = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  [...diagnostics].sort((a, b) => order[a.severity] - order[b.severity]);
