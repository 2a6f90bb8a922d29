import type { Compiled } from '../../compile.ts';
import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { once } from '../../once.ts';
import { styleOf } from '../colors.ts';
import { compileStack } from '../compile-stack.ts';
import type { FormsOptions, StackOptions } from '../options.ts';
import { pointToExplanation } from '../report.ts';
import { reportForms } from '../report-forms.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { version } from '../version.ts';

export interface CheckOptions extends StackOptions, FormsOptions {
  /** Go on after each change. */
  readonly watch?: boolean | undefined;
}

/** `plugboard check`: everything that is wrong with a stack. */
export async function checkCommand(options: CheckOptions, shell: Shell): Promise<ExitCode> {
  if (options.watch) return (await import('./check-watch.ts')).checkWatchCommand(options, shell);
  return reportCheck((meanwhile) => compileStack(options, shell, meanwhile), options, shell);
}

/** Writes what there is to say about a stack, in all forms that are asked for. */
export function reportCheck(
  compiling: (meanwhile: () => void) => Promise<Compiled>,
  options: CheckOptions,
  outer: Shell,
): Promise<ExitCode> {
  return reportForms('check', options, outer, async (shell, note) => {
    const forms = once(() => Promise.all([import('../../render/forms/text.ts'), import('../../render/quoting.ts')]));
    const compiled = await compiling(() => void forms());
    const [{ textForm }, { quoting }] = await forms();
    const { stack, manifest, diagnostics } = compiled;
    const found = { stack, manifest, diagnostics, context: quoting(compiled) };
    note(found);
    if (options.format === 'text') {
      const style = styleOf(shell, shell.out, options.color);
      const settings = { style, stackFile: options.stack, maxChars: 0, width: shell.out.width };
      shell.out.write(textForm({ command: 'check', version: version(), ...found }, settings));
      pointToExplanation(diagnostics, shell.out);
    }
    return hasErrors(diagnostics) ? 1 : 0;
  });
}
