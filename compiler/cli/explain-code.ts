import { type Code, catalogue } from '../diagnostics/catalogue.ts';
import { type Failure, fail } from '../diagnostics/failure.ts';
import { nearNames } from '../diagnostics/near-names.ts';
import { type ExplainedCode, explainCodeJson, explainCodeText } from '../render/explain-code-text.ts';
import { styleOf } from './colors.ts';
import type { FormatOption } from './options.ts';
import { readExample } from './read-example.ts';
import type { Shell } from './shell.ts';

/** The code of the catalogue that somebody names, in upper or lower case. */
export function namedCode(name: string): Code | undefined {
  const code = name.toUpperCase();
  return Object.hasOwn(catalogue, code) ? (code as Code) : undefined;
}

/** Writes what there is to say of a code. */
export async function explainCode(
  code: Code,
  options: Partial<FormatOption> & { readonly color?: boolean | undefined },
  shell: Shell,
): Promise<void> {
  const explained: ExplainedCode = { code, ...catalogue[code], ...readExample(code) };
  if (options.format === 'json') {
    shell.out.write(explainCodeJson(explained), 'exact');
  } else {
    shell.out.write(explainCodeText(explained, shell.out.width ?? 80, styleOf(shell, shell.out, options.color)));
  }
}

/** Says that no message has this code, and which have one like it. */
export function unknownCode(name: string): Failure {
  if (/^ts\d+$/i.test(name)) {
    return fail('PB130', `\`${name.toUpperCase()}\` is one of the TypeScript compiler’s own messages.`, {
      notes: ['Plugboard passes them on as they are. Its own codes begin with `PB`.'],
    });
  }
  const [near] = nearNames(name, Object.keys(catalogue));
  return fail('PB130', `No message of Plugboard has the code \`${name}\`.`, {
    ...(near === undefined ? {} : { hint: `Did you mean \`${near}\`?` }),
  });
}
