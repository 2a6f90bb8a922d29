import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** Where somebody at a terminal finds more about an error; empty where none of them has a code of ours. */
export function explainPointer(diagnostics: readonly Diagnostic[]): string {
  const codes = new Set(
    diagnostics.flatMap(({ code, severity }) => (severity === 'error' && code.startsWith('PB') ? [code] : [])),
  );
  const [first] = codes;
  if (first === undefined) return '';
  return `For more about ${codes.size === 1 ? 'this error' : 'an error'}, run \`plugboard explain ${first}\`.\n`;
}
