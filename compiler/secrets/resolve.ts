import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { Failure } from '../diagnostics/failure.ts';
import { shellWord } from '../diagnostics/shell-word.ts';
import { placeOf } from '../kinds/secret-reference.ts';
import type { Change, Manifest, SecretReference } from '../model.ts';
import { type NeededSecret, neededSecrets } from './needed-secrets.ts';
import { wrongForms } from './secret-forms.ts';
import type { Missing } from './source.ts';
import type { SecretSources } from './sources.ts';

/** The values that a plan needs. It gives one to whoever is about to send it, and lists them for redaction. */
export interface ResolvedSecrets {
  readonly valueOf: (secret: SecretReference) => string;
  readonly values: readonly string[];
}

const untouched = 'Nothing was written to the server.';

/**
 * Looks up every secret that these changes send, before anything is written. Fails naming each program that may not be
 * run (PB611), and nothing is looked up then; each secret that is not there (PB601), with addresses and properties; and
 * each that does not look as its kind says (PB621). Values appear in no message.
 */
export async function resolveSecrets(
  changes: readonly Change[],
  sources: SecretSources,
  kinds?: Manifest['kinds'],
): Promise<ResolvedSecrets> {
  const needed = neededSecrets(changes);
  const forbidden = forbiddenPrograms(needed, sources);
  if (forbidden.length > 0) throw new Failure(forbidden);

  const values = new Map<string, string>();
  const missing = new Map<string, Missing & { readonly users: string[] }>();
  const found = await Promise.all(needed.map(({ secret }) => sources.lookUp(secret)));
  for (const [index, { secret, users }] of needed.entries()) {
    const one = found[index];
    if (one === undefined) continue;
    if ('value' in one) {
      values.set(placeOf(secret), one.value);
      continue;
    }
    // A Vault that does not answer is one reason, however many secrets stand in it.
    const known = missing.get(one.why) ?? { ...one, users: [] };
    known.users.push(...users);
    missing.set(one.why, known);
  }
  if (missing.size > 0) throw new Failure([...missing.values()].map(notAvailable));
  const wrong = wrongForms(changes, kinds, (secret) => values.get(placeOf(secret)));
  if (wrong.length > 0) throw new Failure(wrong);
  return {
    values: [...values.values()],
    valueOf: (secret) => {
      const value = values.get(placeOf(secret));
      if (value === undefined) throw new Error(`secret ${placeOf(secret)} was not looked up`);
      return value;
    },
  };
}

const notAvailable = ({ why, hint, users }: Missing & { readonly users: readonly string[] }): Diagnostic =>
  diagnostic('PB601', `${why} Needed for ${users.join(', ')}.`, { notes: [untouched], hint });

function forbiddenPrograms(needed: readonly NeededSecret[], { forbidden }: SecretSources): readonly Diagnostic[] {
  const users = new Map<string, readonly string[]>();
  for (const one of needed) {
    const program = forbidden(one.secret);
    if (program !== undefined) users.set(program, [...(users.get(program) ?? []), ...one.users]);
  }
  return [...users].map(([program, wanting]) =>
    diagnostic('PB611', `\`${program}\` is to be run for ${wanting.join(', ')}, and nobody has allowed it.`, {
      notes: ['No program was run, and nothing was written to the server.'],
      hint: `To let the stack run it, with whatever arguments the stack gives, add \`--allow-command ${shellWord(program)}\`.`,
    }),
  );
}
