const longest = 2_000;

/** A text of bounded length, and how much of it is left out. */
export function boundedText(text: string): string {
  if (text.length <= longest) return text;
  const shown = text.slice(0, longest - 50).replace(/[\ud800-\udbff]$/, '');
  return `${shown}… (${text.length - shown.length} more characters)`;
}
