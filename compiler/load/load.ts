import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/sort.ts';
import type { Declared } from '../model.ts';
import { evaluate, undeclared } from './evaluate.ts';
import { readKindFiles } from './kind-files.ts';
import type { LoadOptions } from './load-options.ts';
import { type PolicyAnswer, runPolicies } from './policies.ts';
import type { Program } from './program.ts';
import { openStackFolder } from './stack-folder.ts';
import { checkTypes } from './type-check.ts';
import { withoutDoubles } from './without-doubles.ts';

export type { LoadOptions } from './load-options.ts';
export type { PolicyAnswer } from './policies.ts';

/** What a program declares, with everything that there is to say about it so far. */
export interface Loaded {
  /** Absent where the program could not be evaluated to its end. Type errors alone do not keep it from that. */
  readonly declared: Declared | undefined;
  /** Kinds that the stack brings along; in `declared`, too, where that is there. */
  readonly kinds?: Declared['kinds'];
  readonly diagnostics: readonly Diagnostic[];
  readonly program: Program;
  /** Runs the policies of the program, which it must have, on the JSON text of a manifest or a plan. */
  readonly judge: (subject: string) => Promise<PolicyAnswer>;
  /** Lines that the program wrote with `console`, at most a thousand. They are the program's words, made printable. */
  readonly output: readonly string[];
}

/**
 * Type-checks a program and, at the same time, evaluates it in a sandbox. Files outside of the stack's folder and
 * installed packages are not read, and no message quotes one.
 */
export async function load(options: LoadOptions): Promise<Loaded> {
  const folder = openStackFolder(resolve(options.stackFile), options.packagesOf);
  if ('code' in folder) {
    const judge = async (): Promise<PolicyAnswer> => ({ results: [], output: [] });
    return { declared: undefined, diagnostics: [folder], program: undeclared(new Map()), judge, output: [] };
  }
  const [types, { sources, ...evaluated }, { kinds, diagnostics }] = await Promise.all([
    (options.standby?.checkTypes ?? checkTypes)(folder),
    evaluate(folder, options),
    readKindFiles(folder),
  ]);
  for (const [file, text] of types.sources) if (!sources.has(file)) sources.set(file, text);
  return {
    ...evaluated,
    declared: evaluated.declared && (kinds === undefined ? evaluated.declared : { ...evaluated.declared, kinds }),
    kinds,
    judge: (subject) => runPolicies(folder, { ...options, subject }, sources),
    diagnostics: sortDiagnostics(withoutDoubles([...diagnostics, ...evaluated.diagnostics, ...types.diagnostics])),
  };
}
