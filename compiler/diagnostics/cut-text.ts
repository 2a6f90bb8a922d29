import { createHash } from 'node:crypto';

/** A text as far as it is shown. */
export interface CutText {
  readonly shown: string;
  /** Of the whole, where something is left out: two texts that differ anywhere have different ones. */
  readonly digest?: string | undefined;
}

/** How much of the end is shown, too: what somebody adds to a long value mostly stands there. */
const shareOfEnd = 0.4;

/**
 * The one way in which texts are cut, wherever they are shown: beginning and end, between them the number of characters
 * that are left out, and the digest of the whole beside it. `spell` may make a character longer; what is shown counts.
 */
export function cutText(text: string, most: number, spell: (text: string) => string = (same) => same): CutText {
  // What is much too long is not spelled to find that out.
  const whole = text.length > most ? undefined : spell(text);
  if (whole !== undefined && whole.length <= most) return { shown: whole };
  const atEnd = Math.floor(most * shareOfEnd);
  const characters = [...text.slice(0, most), ...(text.length > 2 * most ? [] : text.slice(most))];
  const start = fitting(characters, most - atEnd, spell);
  const tail = [...text.slice(-most)].reverse();
  const rest = text.length - start.length;
  const end = fitting(tail, Math.min(atEnd, rest), spell);
  const left = [...text.slice(start.length, text.length - end.length)].length;
  if (left === 0) return { shown: spell(text) };
  return {
    shown: `${spell(start)}${leftOut(left)}${spell([...end].reverse().join(''))}`,
    digest: digestOf(text),
  };
}

/** The same as one text, for the middle of a sentence. */
export function shortText(text: string, most: number): string {
  const { shown, digest } = cutText(text, most);
  return digest === undefined ? shown : `${shown} (${digest})`;
}

/** As many characters from the beginning as have room. */
function fitting(characters: readonly string[], room: number, spell: (text: string) => string): string {
  let length = 0;
  let taken = '';
  for (const one of characters) {
    length += spell(one).length;
    if (length > room) break;
    taken += one;
  }
  return taken;
}

/** What stands in the place of characters that are not shown. */
export const leftOut = (count: number): string => `…(${count} characters left out)…`;

export const digestOf = (text: string): string => `sha256 ${createHash('sha256').update(text).digest('hex')}`;
