import { resolve } from 'node:path';
import { type Compiled, compile } from '../compile.ts';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import { visible } from '../diagnostics/visible.ts';
import type { Manifest } from '../model.ts';
import { redact } from '../secrets/redact.ts';
import { styleOf } from './colors.ts';
import type { StackOptions } from './options.ts';
import { pointToExplanation } from './report.ts';
import type { Note } from './report-forms.ts';
import type { Shell } from './shell.ts';

/** Compiles the stack that the options name. What it writes with `console` goes to stderr. */
export async function compileStack(options: StackOptions, shell: Shell, meanwhile?: () => void): Promise<Compiled> {
  const stackFile = resolve(shell.workingDirectory, options.stack);
  const root = rootOf(options, shell);
  const { revision, packages, input: inputs } = options;
  const compiled =
    revision === undefined
      ? await compile({ stackFile, root, inputs, meanwhile })
      : await (await import('./compile-revision.ts')).compileNamedRevision(revision, stackFile, root, {
          inputs,
          packages: packages === undefined ? undefined : resolve(shell.workingDirectory, packages),
          meanwhile,
        });
  learnSecrets(compiled, shell);
  writeConsole(compiled, shell);
  return compiled;
}

/** The folder that `--root` names, relative to where the command runs. */
export const rootOf = (
  { root }: StackOptions,
  { workingDirectory }: Pick<Shell, 'workingDirectory'>,
): string | undefined => (root === undefined ? undefined : resolve(workingDirectory, root));

/** From here on no output shows what stands in a program by mistake. */
export function learnSecrets({ plainSecrets }: Compiled, { secrets }: Shell): void {
  for (const value of plainSecrets) secrets.learn(value);
}

/** Passes on what a program wrote with `console`. */
export function writeConsole({ output, plainSecrets }: Pick<Compiled, 'output' | 'plainSecrets'>, shell: Shell): void {
  for (const line of output) shell.err.write(`console: ${visible(redact(line, plainSecrets))}\n`);
}

/** A stack that nothing is wrong with. */
export interface ValidStack extends Compiled {
  readonly manifest: Manifest;
}

/** The manifest of a stack, for commands that need nothing else of it. */
export async function manifestOf(
  options: StackOptions,
  shell: Shell,
  meanwhile?: () => void,
  note?: Note,
): Promise<Manifest | undefined> {
  return (await validStack(options, shell, meanwhile, note))?.manifest;
}

/**
 * A stack for commands that need one without errors; messages go to stderr, and undefined says that it has some.
 * `meanwhile` is called when the program is being evaluated, `note` with what came out.
 */
export async function validStack(
  options: StackOptions,
  shell: Shell,
  meanwhile?: () => void,
  note?: Note,
): Promise<ValidStack | undefined> {
  const compiled = await compileStack(options, shell, meanwhile);
  const { stack, manifest, diagnostics } = compiled;
  const valid = manifest === undefined ? undefined : { ...compiled, manifest };
  if (diagnostics.length === 0) {
    note?.({ stack, manifest });
    return valid;
  }
  const [{ diagnosticsText }, { quoting }] = await Promise.all([
    import('../render/diagnostics-text.ts'),
    import('../render/quoting.ts'),
  ]);
  const context = quoting(compiled);
  note?.({ stack, manifest, diagnostics, context });
  shell.err.write(diagnosticsText(diagnostics, context, styleOf(shell, shell.err, options.color), shell.err.width));
  pointToExplanation(diagnostics, shell.err);
  return hasErrors(diagnostics) ? undefined : valid;
}
