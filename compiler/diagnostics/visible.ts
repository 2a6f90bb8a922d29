import { cutText } from './cut-text.ts';

/**
 * Characters that hide, reorder or fake what a reader sees: control characters and escape sequences, marks of direction,
 * whatever Unicode lets a screen ignore (soft hyphens, joiners, fillers, tags, variation selectors), blanks that are not
 * the plain one, private and lone halves of characters, and an accent that has no letter to stand on.
 */
const hiding =
  /\p{Cc}|\p{Cf}|\p{Co}|\p{Cs}|\p{Zl}|\p{Zp}|\p{Default_Ignorable_Code_Point}|(?! )\p{Zs}|\u2800|(?<![\p{L}\p{N}\p{M}])\p{M}/gu;

/** What nearly every text is made of: a plan has tens of thousands of values, and looking is all that most need. */
const isPlain = /^[\x20-\x7e]*$/;

const words = /[\p{L}\p{M}]{2,}/gu;
const latin = /\p{Script=Latin}/u;
/** Scripts with letters that look like Latin ones: a word of both is made to be taken for another. */
const likeLatin = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Lisu}]/gu;

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const spelled = (character: string): string =>
  named[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}}`;

/** The text on one line, with every such character spelled out, and nothing that a TeamCity agent or a GitHub runner obeys. */
export function visible(text: string): string {
  const seen = isPlain.test(text)
    ? text
    : text
        .replace(words, (word) => (latin.test(word) ? word.replace(likeLatin, spelled) : word))
        .replace(hiding, spelled);
  if (!seen.includes('##')) return seen;
  return seen.replaceAll('##teamcity[', `##teamcity${spelled('[')}`).replaceAll('##[', `##${spelled('[')}`);
}

/** A document of millions of characters is mostly this, and seen to be at a glance. */
const isPlainDocument = /^[\n\x20-\x7e]*$/;

/** Every such character of a JSON text as an escape that means the same: whoever parses it gets the very same values. */
export const visibleJson = (json: string): string =>
  isPlainDocument.test(json)
    ? json
    : json.replace(jsonHiding, (found) =>
        [...Array(found.length).keys()]
          .map((at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`)
          .join(''),
      );

// What is no control character: a document in lines has line ends, and JSON escapes all others within its texts.
const jsonHiding =
  /[\u007f-\u009f]|\p{Cf}|\p{Co}|\p{Zl}|\p{Zp}|\p{Default_Ignorable_Code_Point}|(?! )\p{Zs}|\u2800|(?<![\p{L}\p{N}\p{M}])\p{M}/gu;

/**
 * The same for a value that is compared with another: no text that merely looks like an escape is taken for one, so two
 * values that differ are shown differently.
 */
export const visibleValue = (text: string): string =>
  visible(/\\[nrtu\\]/.test(text) ? text.replaceAll('\\', '\\\\') : text);

const longest = 200;

/** A value as a quoted literal that fits into a line: of a long one the beginning, the end, and the digest of the whole. */
export function quoted(text: string): string {
  const { shown, digest } = cutText(text, longest, visibleValue);
  return `"${shown.replaceAll('"', '\\"')}"${digest === undefined ? '' : ` (${digest})`}`;
}
