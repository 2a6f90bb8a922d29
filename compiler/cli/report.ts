import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type DiagnosticsContext, diagnosticsText } from '../render/diagnostics-text.ts';
import { explainPointer } from '../render/explain-pointer.ts';
import { styleOf } from './colors.ts';
import type { Output, Shell } from './shell.ts';

const nothingQuoted: DiagnosticsContext = { lookup: () => undefined, mask: (text) => text };

/** Writes messages; `context` is for those that point at a source. */
export function report(
  diagnostics: readonly Diagnostic[],
  color: boolean | undefined,
  shell: Shell,
  context: DiagnosticsContext = nothingQuoted,
): void {
  shell.err.write(diagnosticsText(diagnostics, context, styleOf(shell, shell.err, color), shell.err.width));
  pointToExplanation(diagnostics, shell.err);
}

/** Ends messages with where to read more, for a person at a terminal: programs know, or do not care. */
export function pointToExplanation(diagnostics: readonly Diagnostic[], output: Output): void {
  if (output.isTerminal) output.write(explainPointer(diagnostics));
}
