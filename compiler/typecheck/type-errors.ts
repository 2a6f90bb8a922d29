import { relative, sep } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type FindFile, readCompilerOutput } from './compiler-output.ts';
import { compilerFailed, moreTypeErrors } from './no-type-result.ts';
import { linesOf, typeError } from './type-error.ts';
import type { TypedProgram } from './typed-program.ts';

/** What the compiler's output says of a program; `isWhole` where it was not cut. `ours` are files that were added to it. */
export function typeErrors(
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
