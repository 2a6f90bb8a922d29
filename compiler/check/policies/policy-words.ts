import type { Diagnostic } from '../../diagnostics/diagnostic.ts';

/**
 * What policies say in their messages: their own words, which are meant to be read, so they are no secrets wherever the
 * program is quoted.
 */
export function policyWords(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.flatMap(({ code, address, message, hint }) => {
    if (code !== 'PB330' && code !== 'PB331') return [];
    const said = /policy `[^`]*`: (.*)$/is.exec(message)?.[1];
    return [address, said, hint].filter((text) => text !== undefined);
  });
}
