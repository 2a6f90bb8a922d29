/** Breaks a list of phrases into lines of at most `width` characters, each starting with `indent`. */
export function wrapPhrases(phrases: readonly string[], indent: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const [index, phrase] of phrases.entries()) {
    const piece = index === phrases.length - 1 ? phrase : `${phrase},`;
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
