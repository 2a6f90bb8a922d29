import type { LocatedSecret } from '../../compile.ts';
import { shellWord } from '../../diagnostics/shell-word.ts';
import { placeOf } from '../../kinds/secret-reference.ts';
import { type ListedSecret, secretsJson, secretsText } from '../../render/secrets-text.ts';
import type { SecretSources } from '../../secrets/sources.ts';
import { styleOf } from '../colors.ts';
import { validStack } from '../compile-stack.ts';
import { openSources } from '../open-sources.ts';
import type { FormatOption, SecretLookupOptions, StackOptions } from '../options.ts';
import type { ExitCode, Shell } from '../shell.ts';

export interface SecretsCommandOptions extends StackOptions, FormatOption, SecretLookupOptions {
  readonly check?: boolean | undefined;
}

/**
 * `plugboard secrets`: every secret that apply may have to send, where the program asks for it and for what, and which are
 * not there. With `--check` programs and Vaults are asked too, and it fails where one is missing. No value is ever shown.
 */
export async function secretsCommand(options: SecretsCommandOptions, shell: Shell): Promise<ExitCode> {
  const stack = await validStack(options, shell);
  if (stack === undefined) return 1;
  const sources = openSources(options, shell);
  const byPlace = new Map<string, LocatedSecret[]>();
  for (const one of await stack.secrets()) {
    const known = byPlace.get(placeOf(one.secret));
    if (known === undefined) byPlace.set(placeOf(one.secret), [one]);
    else known.push(one);
  }
  const listed = await Promise.all([...byPlace.values()].map((uses) => look(uses, sources, options.check === true)));
  if (options.format === 'json') shell.out.write(secretsJson(stack.manifest.stack, listed), 'exact');
  else shell.out.write(secretsText(stack.manifest.stack, listed, styleOf(shell, shell.out, options.color)));
  return options.check === true && listed.some(({ found }) => found !== 'there') ? 1 : 0;
}

/** Programs are run, and Vaults asked, only where somebody wants to know. */
async function look(uses: readonly LocatedSecret[], sources: SecretSources, isChecked: boolean): Promise<ListedSecret> {
  const [first] = uses;
  if (first === undefined) throw new Error('a secret without a use');
  const { secret } = first;
  const listed = { secret, uses };
  if (!isChecked && (secret.secret === 'vault' || secret.secret === 'command'))
    return { ...listed, found: 'not looked up' };
  const program = sources.forbidden(secret);
  if (program !== undefined) {
    return {
      ...listed,
      found: 'missing',
      why: `Program \`${program}\` may not be run.`,
      hint: `Add \`--allow-command ${shellWord(program)}\`.`,
    };
  }
  const answer = await sources.lookUp(secret);
  return 'value' in answer
    ? { ...listed, found: 'there' }
    : { ...listed, found: 'missing', why: answer.why, hint: answer.hint };
}
