import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnosticsText } from '../render/diagnostics-text.ts';
import { styleOf } from './colors.ts';
import type { Shell } from './shell.ts';

/** Writes messages that no source belongs to. */
export function report(diagnostics: readonly Diagnostic[], color: boolean | undefined, shell: Shell): void {
  const context = { lookup: () => undefined, mask: (text: string) => text };
  shell.err.write(diagnosticsText(diagnostics, context, styleOf(shell, shell.err, color)));
}
