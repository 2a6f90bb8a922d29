/** What stands for a character of our own messages where only ASCII can be shown. */
const spelled: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '…': '...',
  '–': '-',
  '—': '-',
  '→': '->',
  '\u00a0': ' ',
};

/** A text for a terminal that shows nothing but ASCII. Other letters are spelled out, so that names can still be told apart. */
export const asciiText = (text: string): string =>
  text.replace(/[\u0080-\u{10ffff}]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
    return spelled[character] ?? `\\u{${code}}`;
  });
