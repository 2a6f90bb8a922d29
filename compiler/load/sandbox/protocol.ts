/** What a sandbox is asked to do: once, then it is done with. */
export interface Job {
  /** The program as one script; absent of one whose modules were linked in the sandbox. */
  readonly code?: string | undefined;
  /** JSON text of an object of texts. */
  readonly inputs: string;
  /** Numbers of declarations whose stack traces are wanted. */
  readonly wanted: readonly number[];
  readonly milliseconds: number;
}

/** What a sandbox is made with. */
export interface SandboxLimits {
  readonly megabytes: number;
}

/** What is said to the thread of a sandbox. */
export type Request = { readonly link: string } | { readonly evaluate: Job };

/** What it answers: how many characters of code the linked program has, if it could be linked, or what became of it. */
export type Answer = { readonly linked: number | undefined } | { readonly verdict: Verdict };

/** What became of a program. Everything in it is the program's word, to be checked. */
export interface Verdict {
  readonly ending: Ending;
  /** JSON text: call number -> stack trace, for those that were wanted and made. */
  readonly stacks: string;
  /** Lines that the program wrote with `console`. */
  readonly output: readonly string[];
}

export type Ending =
  /** `result` is JSON text of what the program declares, or of its faults. */
  | { readonly is: 'finished'; readonly result: string }
  | { readonly is: 'threw'; readonly name: string; readonly message: string; readonly stack: string }
  | { readonly is: 'out of time' }
  | { readonly is: 'out of memory' }
  | { readonly is: 'out of stack'; readonly stack: string };
