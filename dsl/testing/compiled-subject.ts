import { collect } from '../collect.ts';
import type { PolicySubject } from '../policies/apply-policy.ts';
import type { Root } from '../project.ts';

/** Stacks that a test wants compiled: one for its manifest, two for the plan from the first to the second. */
export interface Wanted {
  readonly key: string;
  /** What each declares, by the number under which it was handed over. */
  readonly declared: readonly (number | undefined)[];
}

/** What the compiler made of stacks, or why it made nothing. */
export type CompiledStacks = PolicySubject | { readonly refused: string };

/** Stops a test that cannot go on before the compiler has been asked. */
export class Unanswered extends Error {}

let running = 0;
let asked = 0;

/** From now on it is this test that asks. */
export function beginTest(index: number): void {
  running = index;
  asked = 0;
}

export const wantedStacks: Map<string, Wanted> = new Map();
export const compiledStacks: Map<string, CompiledStacks> = new Map();

/**
 * The manifest of a stack, or the plan between two. Only the compiler can work it out, outside of the sandbox: so the
 * first run of a test says what it wants, and the next has it. A test runs the same way every time, so it is enough to
 * count what it asks for.
 */
export function compiledSubject(roots: readonly Root[]): PolicySubject {
  asked += 1;
  const key = `${running}.${asked}`;
  const compiled = compiledStacks.get(key);
  if (compiled === undefined) {
    wantedStacks.set(key, { key, declared: roots.map((one) => collect({ default: one }, '{}')) });
    throw new Unanswered();
  }
  if ('refused' in compiled) throw new Error(compiled.refused);
  return compiled;
}
