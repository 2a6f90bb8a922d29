/**
 * Characters that do not show what they are: control and format characters (line breaks, marks that reverse the
 * direction of text, zero-width ones), halves of surrogate pairs, private ones, and every blank but the ordinary one.
 */
const unseen = /[\p{C}\p{Z}]/gu;

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The same text with every character spelled out that an editor or a terminal would obey or hide. One line. */
export function spelledOut(text: string): string {
  return text.replace(unseen, (character) => {
    if (character === ' ') return character;
    const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
    return named[character] ?? units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
  });
}

/** Any text as a string literal: single quotes, or double ones where that takes fewer backslashes. */
export function stringLiteral(text: string): string {
  const quote = count(text, "'") > count(text, '"') ? '"' : "'";
  return `${quote}${spelledOut(text.replaceAll('\\', '\\\\')).replaceAll(quote, `\\${quote}`)}${quote}`;
}

const count = (text: string, character: string): number => text.split(character).length - 1;
