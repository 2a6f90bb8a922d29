import { check } from './check/check.ts';
import { plainSecrets } from './check/plain-secrets.ts';
import { type Diagnostic, hasErrors } from './diagnostics/diagnostic.ts';
import { sortDiagnostics } from './diagnostics/sort.ts';
import { flatten } from './flatten/flatten.ts';
import { type LoadOptions, load } from './load/load.ts';
import type { Manifest } from './model.ts';

/** What became of a program: a manifest where nothing is wrong with it, and whatever there is to say. */
export interface Compiled {
  readonly manifest: Manifest | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** The text of a file of the stack, for quoting it. */
  readonly sourceOf: (file: string) => string | undefined;
  /** Secrets that stand in the program by mistake. They must be hidden wherever it is quoted. */
  readonly plainSecrets: readonly string[];
  /** Lines that the program wrote with `console`. */
  readonly output: readonly string[];
}

/** The whole compiler: load, check, flatten. Each pass reports all that it finds; a pass with errors is the last. */
export async function compile(options: LoadOptions): Promise<Compiled> {
  const { declared, program, diagnostics, output } = await load(options);
  const findings = declared === undefined ? [] : check(declared);
  const located = sortDiagnostics(await program.locate([...diagnostics, ...findings]));
  return {
    manifest: declared === undefined || hasErrors(located) ? undefined : flatten(declared),
    diagnostics: located,
    sourceOf: program.sourceOf,
    plainSecrets: declared === undefined ? [] : plainSecrets(declared),
    output,
  };
}
