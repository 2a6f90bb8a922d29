import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { fail } from '../../diagnostics/failure.ts';
import { nearNames } from '../../diagnostics/near-names.ts';
import { kindsFor } from '../../kinds/registry.ts';
import { serverAddress } from '../../live/server-address.ts';
import { readStackKinds, type StackKinds } from '../../load/kind-files.ts';
import { explainKindJson, explainKindText } from '../../render/explain-kind-text.ts';
import { styleOf } from '../colors.ts';
import { explainCode, namedCode, unknownCode } from '../explain-code.ts';
import type { FormatOption } from '../options.ts';
import { report } from '../report.ts';
import type { ExitCode, Shell } from '../shell.ts';

export interface ExplainCommandOptions extends FormatOption {
  readonly stack: string;
  readonly server?: string | undefined;
  readonly color?: boolean | undefined;
}

/**
 * `plugboard explain CODE`: what a message means, with an example. `plugboard explain KIND`: what a kind is for and how
 * the other side is set up, with this server's callback URL.
 */
export async function explainCommand(name: string, options: ExplainCommandOptions, shell: Shell): Promise<ExitCode> {
  const code = namedCode(name);
  if (code !== undefined) {
    await explainCode(code, options, shell);
    return 0;
  }
  const stackFile = resolve(shell.workingDirectory, options.stack);
  const brought: StackKinds = existsSync(stackFile) ? await readStackKinds(stackFile) : { diagnostics: [] };
  report(brought.diagnostics, options.color, shell);
  if (hasErrors(brought.diagnostics)) return 1;
  const kinds = kindsFor(brought.kinds);
  const names = kinds.all.map((kind) => kind.name);
  const kind = kinds.named(names.find((one) => one.toLowerCase() === name.toLowerCase()) ?? name);
  if (kind === undefined) {
    // Codes have digits, and hardly any kind has.
    if (/\d/.test(name)) throw unknownCode(name);
    const [near] = nearNames(name, names);
    throw fail('PB207', `\`${name}\` is not a kind of connection that Plugboard knows.`, {
      notes: [`It knows: ${names.map((one) => `\`${one}\``).join(', ')}.`],
      ...(near === undefined ? {} : { hint: `Did you mean \`${near}\`?` }),
    });
  }
  if (options.format === 'json') {
    shell.out.write(explainKindJson(kind), 'exact');
    return 0;
  }
  const url = options.server ?? shell.environment['TEAMCITY_URL'];
  const server = url === undefined || url === '' ? undefined : serverAddress(url);
  shell.out.write(explainKindText(kind, server, shell.out.width ?? 80, styleOf(shell, shell.out, options.color)));
  return 0;
}
