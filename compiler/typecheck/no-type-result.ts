import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import type { CompilerLimits } from './compiler-limits.ts';
import type { TypeCode } from './compiler-output.ts';
import { typeSuspect } from './type-suspect.ts';
import type { TypedProgram } from './typed-program.ts';

/** What is said where the compiler could not be started. Its own words may come from the program, and are not repeated. */
export function compilerAbsent(): Diagnostic {
  return diagnostic('PB111', 'The TypeScript compiler could not be started.', {
    hint: 'Install the packages of Plugboard again, with optional ones: `npm ci`.',
  });
}

/** What is said where it ended by a fault of its own, or complained about something that is not the author's. */
export function compilerFailed(code?: TypeCode): Diagnostic {
  return diagnostic('PB111', 'The TypeScript compiler did not come to a result.', {
    ...(code === undefined ? {} : { notes: [`It failed with ${code}, which is about no file of the program.`] }),
    hint: 'Look for something very unusual in what was changed last. If there is nothing, install the packages of Plugboard again, with optional ones: `npm ci`.',
  });
}

/** How a type check ends that takes too much. */
type GivenUp = 'out of time' | 'out of memory' | 'out of stack' | 'killed';

/** What is said where it took too much of something. */
export function typeCheckGivenUp(ending: GivenUp, program: TypedProgram, limits: CompilerLimits): Diagnostic {
  const isSmallMachine = ending === 'killed' || (ending === 'out of memory' && limits.isAllThereIs);
  return diagnostic('PB136', `The type checker was given up: ${whyGivenUp(ending, limits)}.`, {
    ...typeSuspect(program),
    notes: [
      ...(ending === 'out of memory' && limits.isAllThereIs ? ['No more was free on this machine.'] : []),
      'A thousand projects take a second and 150 MB. Whether there are type errors is not known.',
    ],
    hint: `Look for types that compute for ever or grow without a bound, and divide files that are very large or deeply nested${
      isSmallMachine ? '; or run it where more memory is free' : ''
    }.`,
  });
}

function whyGivenUp(ending: GivenUp, { milliseconds, memory }: CompilerLimits): string {
  switch (ending) {
    case 'out of time':
      return `it did not end within ${(milliseconds / 1000).toFixed(0)} s`;
    case 'out of memory':
      return `it needed more than ${Math.round(memory / 2 ** 20)} MB of memory`;
    case 'out of stack':
      return 'something is nested more deeply than it can follow';
    case 'killed':
      return 'it was killed, most likely because no memory was left';
  }
}

/** What is said behind the errors that are shown, where there are more; `count` is how many, where that is known. */
export function moreTypeErrors(shown: number, count: number | undefined): Diagnostic {
  const all = count === undefined ? `more than ${shown}` : `${count}`;
  return diagnostic('PB136', `The type checker found ${all} errors, of which the first ${shown} are shown.`, {
    hint: 'Correct these first: one mistake can be the reason for many errors.',
  });
}
