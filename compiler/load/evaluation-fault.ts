import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { missingHint } from './missing-names.ts';
import type { Ending } from './sandbox/protocol.ts';
import type { FindSource } from './source-positions.ts';
import { tokenAt } from './text-span.ts';

/** The limits as they were set, for saying so. */
export interface Limits {
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** What is said of a program that did not come to its end. */
export function evaluationFault(
  ending: Exclude<Ending, { is: 'finished' }>,
  limits: Limits,
  find: FindSource,
  sources: ReadonlyMap<string, string>,
): Diagnostic {
  switch (ending.is) {
    case 'out of time':
      return diagnostic('PB106', `The program did not end within ${seconds(limits.milliseconds)}.`, {
        ...spanOf(ending.stack, find, sources),
        label: 'it came at least this far',
        notes: ['A program only declares; hundreds of projects take less than a second.'],
        hint: 'Look for a loop that does not end, or a pattern (`RegExp`) that tries too many ways.',
      });
    case 'out of memory':
      return diagnostic('PB107', `The program needs more than ${limits.megabytes} MB of memory.`, {
        ...spanOf(ending.stack, find, sources),
        label: 'here it asked for more than there was',
        hint: 'Look for a loop that makes more and more, or a text or list of enormous size.',
      });
    case 'out of stack':
      return diagnostic('PB104', 'Too much recursion: functions call each other too deeply.', {
        ...spanOf(ending.stack, find, sources),
        hint: 'Look for a function that calls itself without an end, or a value that is nested without one.',
      });
    case 'threw':
      return threw(ending, spanOf(ending.stack, find, sources));
  }
}

function threw(
  { name, message, stack }: Extract<Ending, { is: 'threw' }>,
  where: Pick<Diagnostic, 'span'>,
): Diagnostic {
  const input = /^Input `(.+)` was not given\.$/.exec(message)?.[1];
  if (name === 'MissingInput' && input !== undefined) {
    return diagnostic('PB110', message, {
      ...where,
      hint: `Give it: \`--input ${input}=...\`. For one that may be left out, ask \`'${input}' in inputs\` first.`,
    });
  }
  const text = printable(message);
  const words = [name === 'Error' ? '' : printable(name), text].filter((word) => word !== '').join(': ');
  const missing = /^'?([\w.]+)'? is not defined$/.exec(text)?.[1];
  const known = missingHint(missing ?? (text.startsWith('Dynamic require') ? 'require' : ''));
  const hint = known ?? (stack === '' ? 'Throw an `Error`: it says where it was made.' : undefined);
  return diagnostic('PB104', sentence(words === '' ? 'The program threw a value that is no error' : words), {
    ...where,
    label: 'thrown here',
    ...(hint === undefined ? {} : { hint }),
  });
}

function spanOf(stack: string, find: FindSource, sources: ReadonlyMap<string, string>): Pick<Diagnostic, 'span'> {
  const [found] = find(stack);
  return found === undefined ? {} : { span: tokenAt(found.file, sources.get(found.file), found.line, found.column) };
}

const seconds = (milliseconds: number): string =>
  milliseconds === 1000 ? '1 second' : `${Number((milliseconds / 1000).toPrecision(2))} seconds`;

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** One line without control characters: a program must not be able to write on somebody's terminal. */
export function printable(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim();
}
