import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnosticsText } from '../render/diagnostics-text.ts';
import { explainPointer } from '../render/explain-pointer.ts';
import { styleOf } from './colors.ts';
import type { Output, Shell } from './shell.ts';

/** Writes messages that no source belongs to. */
export function report(diagnostics: readonly Diagnostic[], color: boolean | undefined, shell: Shell): void {
  const context = { lookup: () => undefined, mask: (text: string) => text };
  shell.err.write(diagnosticsText(diagnostics, context, styleOf(shell, shell.err, color)));
  pointToExplanation(diagnostics, shell.err);
}

/** Ends messages with where to read more, for a person at a terminal: programs know, or do not care. */
export function pointToExplanation(diagnostics: readonly Diagnostic[], output: Output): void {
  if (output.isTerminal) output.write(explainPointer(diagnostics));
}
