import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { counted } from '../../render/counted.ts';
import { diagnosticsJson } from '../../render/diagnostics-json.ts';
import { diagnosticsText } from '../../render/diagnostics-text.ts';
import { quoting } from '../../render/quoting.ts';
import { quoted } from '../../render/visible.ts';
import { styleOf } from '../colors.ts';
import { compileStack } from '../compile-stack.ts';
import type { FormatOption, StackOptions } from '../options.ts';
import type { ExitCode, Shell } from '../shell.ts';

/** `plugboard check`: everything that is wrong with a stack. */
export async function checkCommand(options: StackOptions & FormatOption, shell: Shell): Promise<ExitCode> {
  const compiled = await compileStack(options, shell);
  const { diagnostics, manifest } = compiled;
  const context = quoting(compiled);
  if (options.format === 'json') {
    shell.out.write(diagnosticsJson(diagnostics, context.mask));
  } else {
    shell.out.write(diagnosticsText(diagnostics, context, styleOf(shell, shell.out, options.color)));
    if (manifest !== undefined) {
      const { stack, projects, connections } = manifest;
      const size = `${counted(projects.length, 'project')}, ${counted(connections.length, 'connection')}`;
      shell.out.write(`Stack ${quoted(stack)} is valid: ${size}.\n`);
    }
  }
  return hasErrors(diagnostics) ? 1 : 0;
}
