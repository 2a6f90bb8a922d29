import { type Fingerprints, fingerprints, type Stretch } from './encoded.ts';
import { distinctive, formsOf } from './forms.ts';

/** What stands where a secret stood. The same for all, so that not even a length can be told. */
const placeholder = '(sensitive value)';

/** Hides values in a text that is known to quote some of them. Short ones are hidden where they stand as a word. */
export const redact = (text: string, values: readonly string[]): string =>
  hide(
    text,
    values.map((one) => hiding(one, 1)),
  );

/** All secrets that a run of Plugboard knows. Every byte that it writes goes through here. */
export interface Redactor {
  /** Takes note of a secret: from now on no output has it. */
  readonly learn: (value: string) => void;
  readonly redact: (text: string) => string;
}

/** Below it, a value is hidden only where it makes up a whole quoted text. */
const shortestWord = 4;

/**
 * A redactor for all output. What it hides depends on the length of a value, as it cannot know what a text is about:
 * twelve characters in a row of a longer one are hidden in whatever usual encoding; a value of eight or more wherever it
 * occurs, of four or more where it stands as a word, and a shorter one only between quotes. A secret `a` would else make
 * every message unreadable, and the gaps would tell what it is.
 */
export function redactor(values: readonly string[] = []): Redactor {
  const known = new Set<string>();
  const hidden: Hiding[] = [];
  const encoded = fingerprints();
  const learn = (value: string): void => {
    if (known.has(value)) return;
    known.add(value);
    hidden.push(hiding(value, shortestWord));
    encoded.learn(value);
  };
  for (const value of values) learn(value);
  return { learn, redact: (text) => hide(text, hidden, encoded) };
}

/** Where a value is to be looked for: texts anywhere, or patterns. */
type Hiding = readonly (string | RegExp)[];

function hiding(value: string, shortest: number): Hiding {
  const forms = formsOf(value);
  const { length } = value.trim();
  if (length >= distinctive) return forms;
  return forms.map((form) => {
    const text = form.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    return length < shortest
      ? new RegExp(`(?<=(["'\`]))${text}(?=\\\\?\\1)`, 'gu')
      : new RegExp(`(?<![\\p{L}\\p{N}_])${text}(?![\\p{L}\\p{N}_])`, 'gu');
  });
}

// What is hidden already is left alone, whatever the secrets are.
function hide(text: string, hidden: readonly Hiding[], encoded?: Fingerprints): string {
  if (hidden.length === 0) return text;
  return text
    .split(placeholder)
    .map((part) => hidePart(part, hidden, encoded))
    .join(placeholder);
}

function hidePart(text: string, hidden: readonly Hiding[], encoded: Fingerprints | undefined): string {
  const stretches = hidden.flatMap((all) => all.flatMap((one) => stretchesOf(one, text)));
  for (const stretch of encoded?.find(text) ?? []) stretches.push(stretch);
  for (const cut of cutsIn(text)) stretches.push(...besideCut(text, cut, hidden));
  if (stretches.length === 0) return text;
  let shown = '';
  let end = 0;
  for (const stretch of stretches.sort((a, b) => a.start - b.start)) {
    if (stretch.start > end || end === 0) shown += `${text.slice(end, stretch.start)}${placeholder}`;
    end = Math.max(end, stretch.end);
  }
  return shown + text.slice(end);
}

/**
 * Where somebody has shortened a text, with the quotes around it. The mark is what is looked for: a report has a hundred
 * times as many quotes.
 */
function cutsIn(text: string): readonly Stretch[] {
  const isQuote = (at: number): boolean => at >= 0 && at < text.length && '"\'`'.includes(text.charAt(at));
  return [...text.matchAll(/…|\.\.\./g)].map(({ index, 0: mark }) => {
    let [start, end] = [index, index + mark.length];
    while (isQuote(start - 1)) start -= 1;
    while (isQuote(end)) end += 1;
    return { start, end };
  });
}

/** A long message is cut somewhere, and it may be in the middle of a value: what is left of it beside the cut. */
function besideCut(text: string, { start, end }: Stretch, hidden: readonly Hiding[]): readonly Stretch[] {
  return hidden.flat().flatMap((form) => {
    if (typeof form !== 'string') return [];
    const before = longest((length) => length <= start && form.includes(text.slice(start - length, start)));
    const after = longest((length) => end + length <= text.length && form.includes(text.slice(end, end + length)));
    return [
      ...(before === 0 ? [] : [{ start: start - before, end: start }]),
      ...(after === 0 ? [] : [{ start: end, end: end + after }]),
    ];
  });
}

/** The greatest length that fits, where all shorter ones fit as well; 0 where not even a distinctive one does. */
function longest(fits: (length: number) => boolean): number {
  let length = distinctive;
  if (!fits(length)) return 0;
  while (fits(length + 1)) length += 1;
  return length;
}

function stretchesOf(sought: string | RegExp, text: string): readonly Stretch[] {
  if (typeof sought !== 'string') {
    return [...text.matchAll(sought)].map(({ index, 0: found }) => ({ start: index, end: index + found.length }));
  }
  const stretches: Stretch[] = [];
  for (let start = text.indexOf(sought); start !== -1; start = text.indexOf(sought, start + sought.length)) {
    stretches.push({ start, end: start + sought.length });
  }
  return stretches;
}
