import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type CompilerLimits, limitsFor } from './compiler-limits.ts';
import { type CompilerRun, runCompiler } from './native-compiler.ts';
import { compilerAbsent, compilerFailed, typeCheckGivenUp } from './no-type-result.ts';
import { writeTypeSettings } from './type-settings.ts';
import type { TypedProgram } from './typed-program.ts';

export interface TypeCheckOptions {
  /** Ends it early: there are no messages then. */
  readonly signal?: AbortSignal | undefined;
  /** A file, in a folder of its own, in which the compiler keeps what it has found out for the next time. */
  readonly buildInfo?: string | undefined;
  /** Others than the usual ones for a program of this size. */
  readonly limits?: Partial<CompilerLimits> | undefined;
}

/**
 * Checks the types of a program with the TypeScript compiler, in a process of its own. Of what that writes nothing is
 * believed: names and texts of the program are in it.
 */
export async function checkTypes(
  program: TypedProgram,
  { signal, buildInfo, limits: given }: TypeCheckOptions = {},
): Promise<readonly Diagnostic[]> {
  const limits = { ...limitsFor(program.bytes), ...given };
  const settings = writeTypeSettings(program, buildInfo);
  try {
    const args = ['-p', settings.project, '--pretty', 'false', '--locale', 'en'];
    const run = await runCompiler({ args, folder: program.folder, limits }, signal);
    return await readRun(run, program, settings.files, limits);
  } finally {
    settings.remove();
  }
}

async function readRun(
  { ending, output }: CompilerRun,
  program: TypedProgram,
  ours: readonly string[],
  limits: CompilerLimits,
): Promise<readonly Diagnostic[]> {
  switch (ending) {
    case 'aborted':
      return [];
    case 'absent':
      return [compilerAbsent()];
    case 'crashed':
      return [compilerFailed()];
    case 'out of time':
    case 'out of memory':
    case 'out of stack':
    case 'killed':
      return [typeCheckGivenUp(ending, program, limits)];
    case 'finished':
    case 'out of room':
      if (output === '') return [];
      // Most programs have no errors, and do without the words for them.
      return (await import('./type-errors.ts')).typeErrors(output, ending === 'finished', program, ours);
  }
}
