/**
 * A word of a command line as the command would get it, without what only the shell makes of it: nothing is looked up
 * and nothing is run. A quote that is still open ends with the word.
 */
export function unquoted(word: string): string {
  const parts = word.matchAll(/'([^']*)'?|"((?:\\.|[^"\\])*)"?|\\(.?)|([^'"\\]+)/gs);
  return Array.from(parts, ([, single, double, escaped, plain]) =>
    double === undefined ? (single ?? escaped ?? plain ?? '') : double.replaceAll(/\\([$`"\\])/g, '$1'),
  ).join('');
}
