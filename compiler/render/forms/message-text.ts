import { boundedText } from '../../diagnostics/bounded-text.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { visible } from '../../diagnostics/visible.ts';
import { counted } from '../counted.ts';
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
  const text = (part: string): string => boundedText(visible(context.mask(part, span?.file)), mostCharacters - 100);
  const says = text(message === '' ? (label ?? title) : message);
  const lines = [...(hint === undefined ? [] : [`hint: ${text(hint)}`]), ...notes.map(text)];
  let room = mostCharacters - title.length - says.length;
  const more = lines.filter((line) => {
    room -= line.length + 1;
    return room >= 0;
  });
  const left = lines.length - more.length;
  return {
    title,
    message: says,
    more: [
      ...more.filter((line) => !line.startsWith('hint: ')),
      ...(left === 0 ? [] : [`(${counted(left, 'note')} left out: the text form has all)`]),
      ...more.filter((line) => line.startsWith('hint: ')),
    ],
  };
}

/** Of a whole message: systems that show it beside the source cut longer ones where they like. */
const mostCharacters = 1_900;

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
