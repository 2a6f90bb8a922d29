import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { textForm } from '../../render/forms/text.ts';
import { quoting } from '../../render/quoting.ts';
import { styleOf } from '../colors.ts';
import { compileStack } from '../compile-stack.ts';
import type { FormsOptions, StackOptions } from '../options.ts';
import { pointToExplanation } from '../report.ts';
import { reportForms } from '../report-forms.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { version } from '../version.ts';

/** `plugboard check`: everything that is wrong with a stack. */
export function checkCommand(options: StackOptions & FormsOptions, shell: Shell): Promise<ExitCode> {
  return reportForms('check', options, shell, async (note) => {
    const compiled = await compileStack(options, shell);
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
