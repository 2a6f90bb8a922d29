import { type Diagnostic, hasErrors } from './diagnostics/diagnostic.ts';
import { sortDiagnostics } from './diagnostics/sort.ts';
import { type LoadOptions, load } from './load/load.ts';
import type { Manifest } from './model.ts';

/** What became of a program: a manifest where nothing is wrong with it, and whatever there is to say. */
export interface Compiled {
  /** The stack's name, also where something is wrong with it; undefined where the program could not be evaluated. */
  readonly stack: string | undefined;
  readonly manifest: Manifest | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** The text of a file of the stack, for quoting it. */
  readonly sourceOf: (file: string) => string | undefined;
  /** Secrets that stand in the program by mistake. They must be hidden wherever it is quoted. */
  readonly plainSecrets: readonly string[];
  /** Texts of the program that are known to be no secrets; none where it could not be evaluated to its end. */
  readonly openTexts: readonly string[];
  /** Kinds that the stack brings along; in the manifest, too. */
  readonly kinds?: Manifest['kinds'];
  /** Lines that the program wrote with `console`. */
  readonly output: readonly string[];
}

/** The whole compiler: load, check, flatten. Each pass reports all that it finds; a pass with errors is the last. */
export async function compile(options: LoadOptions): Promise<Compiled> {
  const loading = load(options);
  // The type checker is a process and the sandbox a thread of its own: they start before the other passes are read in.
  const [{ check }, { plainSecrets }, { openTexts }, { flatten }] = await Promise.all([
    import('./check/check.ts'),
    import('./check/plain-secrets.ts'),
    import('./check/open-texts.ts'),
    import('./flatten/flatten.ts'),
  ]);
  const { declared, kinds, program, diagnostics, output } = await loading;
  const findings = declared === undefined ? [] : check(declared);
  const located = sortDiagnostics(await program.locate([...diagnostics, ...findings]));
  return {
    stack: declared?.stack,
    manifest: declared === undefined || hasErrors(located) ? undefined : flatten(declared),
    diagnostics: located,
    sourceOf: program.sourceOf,
    kinds,
    plainSecrets: declared === undefined ? [] : plainSecrets(declared),
    openTexts: declared === undefined || located.length === 0 ? [] : openTexts(declared),
    output,
  };
}
