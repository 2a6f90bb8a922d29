import type { Entry } from '../entry.ts';

/** What a program is run with. */
interface Circumstances {
  /** JSON text of an object of texts. */
  readonly inputs: string;
  /** JSON text of what policies are to look at. */
  readonly subject?: string | undefined;
  /** Numbers of declarations whose stack traces are wanted. */
  readonly wanted: readonly number[];
}

/** A program to run that is one script. */
export interface Job extends Circumstances {
  readonly code: string;
  readonly milliseconds: number;
}

/** A program to run that is still the files that its author wrote. */
export interface ModulesJob extends Circumstances {
  readonly stackFile: string;
  /** Which script of ours imports it. */
  readonly entry: Entry;
  /** How long it may run; as is usual for its size unless given. */
  readonly milliseconds?: number | undefined;
}

/** What a sandbox is made with. */
export interface SandboxLimits {
  readonly megabytes: number;
}

/** How much memory a program may use unless said otherwise. */
export const usualMegabytes = 256;

/** What a thread is started with: for how many programs, one after the other. */
export interface ThreadData extends SandboxLimits {
  readonly programs: 'one' | 'many';
}

/**
 * What is said to the thread of a sandbox. `readAhead` has files that are expected to be others when the next program is
 * to be run; there is no answer to it.
 */
export type Request =
  | { readonly modules: ModulesJob }
  | { readonly script: Job }
  | { readonly readAhead: readonly string[]; readonly stackFile: string };

/**
 * What it answers to a program: what was put together and runs now, or undefined where it cannot be; and what became of it.
 */
export type Answer = { readonly linked: Linking | undefined } | { readonly verdict: Verdict };

/** A program whose modules were read, and not run. */
export interface Linked {
  /** How much code it has. */
  readonly characters: number;
  /** Of all its code: programs with the same one do the same with the same inputs, as there is nothing else to know. */
  readonly digest: string;
  /**
   * The stack's own files whose texts may be looked at, by their names in messages: those that may hold ignore comments,
   * and those that are traced.
   */
  readonly texts: ReadonlyMap<string, string>;
}

/** The same when it runs, and how many milliseconds it has for that. */
export interface Linking extends Pick<Linked, 'texts' | 'digest'> {
  readonly milliseconds: number;
}

/** QuickJS has to read the code, too: 10 seconds, and another one for each megabyte of it. */
export const usualMilliseconds = (characters: number): number => 10_000 + Math.ceil(characters / 1000);

/** What became of a program. Everything in it is the program's word, to be checked. */
export interface Verdict {
  readonly ending: Ending;
  /** JSON text: call number -> stack trace, for those that were wanted and made, and those made by files that are traced. */
  readonly stacks: string;
  /** Lines that the program wrote with `console`. */
  readonly output: readonly string[];
  /** Which policy or test was begun last, where any was. */
  readonly running?: number | undefined;
}

export type Ending =
  /** `result` is JSON text of what the program declares, or of its faults; empty where it only ran to be traced. */
  | { readonly is: 'finished'; readonly result: string }
  | { readonly is: 'threw'; readonly name: string; readonly message: string; readonly stack: string }
  /** `stack` says where it was when it was stopped; empty where nobody knows, as with the others. */
  | { readonly is: 'out of time'; readonly stack: string }
  | { readonly is: 'out of memory'; readonly stack: string }
  | { readonly is: 'out of stack'; readonly stack: string };
