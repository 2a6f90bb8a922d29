import { basename, dirname, resolve } from 'node:path';
import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { kindsModule } from '../../kinds/kinds-module.ts';
import { readStackKinds } from '../../load/kind-files.ts';
import { kindsModuleName } from '../../load/kinds-module-name.ts';
import { report } from '../report.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { writeProduct } from '../write-product.ts';

export interface KindsCommandOptions {
  readonly stack: string;
  readonly force?: boolean | undefined;
  readonly color?: boolean | undefined;
}

/** `plugboard kinds`: writes the builders of the kinds that a stack brings along, for its program to import. */
export async function kindsCommand(options: KindsCommandOptions, shell: Shell): Promise<ExitCode> {
  const stackFile = resolve(shell.workingDirectory, options.stack);
  const { kinds, diagnostics } = await readStackKinds(stackFile);
  report(diagnostics, options.color, shell);
  if (hasErrors(diagnostics)) return 1;
  if (kinds === undefined) {
    shell.err.write('There are no kind files (`*.schema.json` with an `x-kind`) beside the program.\n');
    return 0;
  }
  const file = resolve(dirname(stackFile), kindsModuleName);
  writeProduct(shell, { product: 'kinds', file, force: options.force }, kindsModule(kinds));
  shell.err.write(`Wrote ${Object.keys(kinds).join(', ')} to ${basename(file)}.\n`);
  return 0;
}
