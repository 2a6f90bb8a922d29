import type { Diagnostic } from './diagnostic.ts';

/**
 * The order in which messages are shown: those without a place in the program first, then by file, line and column,
 * then by code and words. The same messages always come out in the same order, however they went in.
 */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort(compare);
}

function compare(a: Diagnostic, b: Diagnostic): number {
  return (
    Number(a.span !== undefined) - Number(b.span !== undefined) ||
    byText(a.span?.file, b.span?.file) ||
    (a.span?.line ?? 0) - (b.span?.line ?? 0) ||
    (a.span?.column ?? 0) - (b.span?.column ?? 0) ||
    byText(a.code, b.code) ||
    byText(a.message, b.message) ||
    byText(a.address, b.address)
  );
}

// By code unit: a locale's order would differ from machine to machine.
function byText(a = '', b = ''): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
