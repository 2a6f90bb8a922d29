import { relative, sep } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type CompilerLimits, limitsFor } from './compiler-limits.ts';
import { type FindFile, readCompilerOutput } from './compiler-output.ts';
import { type CompilerRun, runCompiler } from './native-compiler.ts';
import { compilerAbsent, compilerFailed, moreTypeErrors, typeCheckGivenUp } from './no-type-result.ts';
import { linesOf, typeError } from './type-error.ts';
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
    return readRun(run, program, settings.files, limits);
  } finally {
    settings.remove();
  }
}

function readRun(
  { ending, output }: CompilerRun,
  program: TypedProgram,
  ours: readonly string[],
  limits: CompilerLimits,
): readonly Diagnostic[] {
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
      return output === '' ? [] : readErrors(output, ending === 'finished', program, ours);
  }
}

function readErrors(
  output: string,
  isWhole: boolean,
  program: TypedProgram,
  ours: readonly string[],
): readonly Diagnostic[] {
  const paths = pathsByName(program, ours);
  const nameOf = (written: string): string | undefined => program.nameOf(paths.get(written) ?? '');
  const find: FindFile = (written) => {
    if (!paths.has(written)) return undefined;
    return nameOf(written) === undefined ? 'other' : 'own';
  };
  const { messages, count, saysMore, general } = readCompilerOutput(output, find);
  // The author can do nothing about the types of a package.
  if (count === 0 && isWhole) return saysMore && general === undefined ? [] : [compilerFailed(general)];
  const lines = linesOf(program.sourceOf);
  const errors = messages.map((one) => typeError(one, nameOf(one.file) ?? '', program.folder, lines));
  if (isWhole && count === errors.length) return errors;
  return [...errors, moreTypeErrors(errors.length, isWhole ? count : undefined)];
}

/** The files that the compiler was given, by the names that it has for them. */
function pathsByName({ folder, files }: TypedProgram, ours: readonly string[]): ReadonlyMap<string, string> {
  return new Map([...files, ...ours].map((path) => [relative(folder, path).replaceAll(sep, '/'), path]));
}
