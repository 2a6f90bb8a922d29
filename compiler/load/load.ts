import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/sort.ts';
import type { Declared } from '../model.ts';
import { checkTypes } from '../typecheck/type-check.ts';
import { evaluate } from './evaluate.ts';
import { readKindFiles } from './kind-files.ts';
import type { LoadOptions } from './load-options.ts';
import { openProgram } from './open-program.ts';
import { type Program, programWithoutCalls } from './places/program.ts';
import type { PolicyAnswer } from './policies.ts';
import { withoutDoubles } from './without-doubles.ts';

export type { LoadOptions } from './load-options.ts';
export type { PolicyAnswer } from './policies.ts';

/** What a program declares, with everything that there is to say about it so far. */
export interface Loaded {
  /** Absent where the program could not be evaluated to its end. Type errors alone do not keep it from that. */
  readonly declared: Declared | undefined;
  /** Kinds that the stack brings along; in `declared`, too, where that is there. */
  readonly kinds?: Declared['kinds'];
  /** What is wrong with its files and with how it ran. The type checker may still be at work. */
  readonly diagnostics: readonly Diagnostic[];
  /** That, and what the type checker says: each thing once. */
  readonly withTypes: Promise<readonly Diagnostic[]>;
  readonly program: Program;
  /** Runs the policies of the program, which it must have, on the JSON text of a manifest or a plan. */
  readonly judge: (subject: string) => Promise<PolicyAnswer>;
  /** Lines that the program wrote with `console`, at most a thousand. They are the program's words, made printable. */
  readonly output: readonly string[];
}

/**
 * How a program becomes a `Declared`:
 *
 * 1. `files/` says what the program may read: its folder, installed packages, packages of its workspace. It finds the
 *    file that an import means, and opens it as what it is: a regular file of bounded size, and no link.
 * 2. `graph/` reads the program from its first file on, once. What it has read is all that there is from then on: neither
 *    the engine nor the type checker gets another file.
 * 3. While files are still read, `sandbox/` takes the types out of those that are there, in a thread. Then QuickJS links
 *    them as the modules that they are and runs them, with bounded time and memory, and `dsl/collect` hands over what
 *    the program declares as one text. The thread opens no file of a program, and modules have names relative to the stack.
 * 4. Beside that, `typecheck/` has the native TypeScript compiler check the same files, as a process that is bounded as well.
 *    What the program declares is mostly known before; whoever can make something of it need not wait.
 * 5. `declared/` reads that text: it is the program's word, so everything about it is looked at.
 * 6. Messages that need a place have the program run once more, with an eye on the declarations that they are about;
 *    `places/` finds these in the source, by way of the source maps that only then are made.
 *
 * Policies, their tests, the revisions of `diff` and each round of `check --watch` go the same way.
 */
export async function load(options: LoadOptions): Promise<Loaded> {
  const opened = openProgram(resolve(options.stackFile), options);
  if ('code' in opened) return nothing(opened);
  const { kinds, diagnostics } = await readKindFiles(opened.files.folder);
  const graph = await opened.read();
  const types = checkTypes(opened.typed(graph), options.session);
  // It is waited for later, and may fail before.
  types.catch(() => undefined);
  const evaluated = await evaluate(opened, graph, options);
  const { declared } = evaluated;
  const found = [...diagnostics, ...graph.diagnostics, ...evaluated.diagnostics];
  return {
    ...evaluated,
    declared: declared && (kinds === undefined ? declared : { ...declared, kinds }),
    kinds,
    judge: async (subject) => (await import('./policies.ts')).runPolicies(opened, graph, options, subject),
    diagnostics: found,
    withTypes: types.then((typed) => sortDiagnostics(withoutDoubles([...found, ...typed]))),
  };
}

function nothing(found: Diagnostic): Loaded {
  return {
    declared: undefined,
    diagnostics: [found],
    withTypes: Promise.resolve([found]),
    program: programWithoutCalls(new Map()),
    judge: async () => ({ results: [], output: [] }),
    output: [],
  };
}
