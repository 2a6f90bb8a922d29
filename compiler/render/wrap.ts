/** Breaks phrases into lines of at most `width` characters, each starting with `indent`; `glue` stands after all but the last. */
function wrap(phrases: readonly string[], glue: string, indent: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const [index, phrase] of phrases.entries()) {
    const piece = index === phrases.length - 1 ? phrase : `${phrase}${glue}`;
    const longer = line === '' ? piece : `${line} ${piece}`;
    if (line !== '' && indent.length + longer.length > width) {
      lines.push(`${indent}${line}`);
      line = piece;
    } else {
      line = longer;
    }
  }
  return line === '' ? lines : [...lines, `${indent}${line}`];
}

/** A list of phrases with commas between them, broken only after a comma. */
export const wrapPhrases = (phrases: readonly string[], indent: string, width: number): readonly string[] =>
  wrap(phrases, ',', indent, width);

/** A text, broken between words. */
export const wrapWords = (text: string, indent: string, width: number): readonly string[] =>
  wrap(text.split(' '), '', indent, width);
