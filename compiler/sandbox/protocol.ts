import type { ProgramModule } from './program-module.ts';

/** What is asked of a program: what it declares, what its policies say, or what became of the tests in a file. */
export type Question = 'declared' | 'policies' | 'tests';

/** One run of a program whose modules the sandbox has. */
export interface Job {
  readonly question: Question;
  /** The module that is the program, or the file with tests. */
  readonly entry: string;
  /** JSON text of an object of texts. */
  readonly inputs: string;
  /** JSON text of what policies are to look at. */
  readonly subject?: string | undefined;
  /** Numbers of declarations whose places are wanted. */
  readonly wanted: readonly number[];
  /** How long it may take, from the reading of the first module on. */
  readonly milliseconds: number;
}

/** What a sandbox is made with. */
export interface SandboxLimits {
  readonly megabytes: number;
}

/** How much memory a program may use unless said otherwise. */
export const usualMegabytes = 256;

/** QuickJS has to read the code, too: 10 seconds, and another one for each megabyte of it. */
export const usualMilliseconds = (characters: number): number => 10_000 + Math.ceil(characters / 1000);

/**
 * What is said to the thread of a sandbox: modules, which it gets ready while others are still looked for, and jobs. It
 * answers to jobs, and to questions for the source map of a module.
 */
export type Request =
  | { readonly modules: readonly ProgramModule[] }
  | { readonly job: Job }
  | { readonly mapOf: string };

/** `begun` says that a job is linked and run from now on. */
export type Answer = { readonly begun: true } | { readonly verdict: Verdict } | { readonly map: string | undefined };

/** What became of a run. Texts in it are the program's words, cut to a length; all else is what the host saw. */
export interface Verdict {
  readonly ending: Ending;
  /** Stack traces of the declarations that were wanted, by the numbers of their calls. */
  readonly traces: ReadonlyMap<number, string>;
  /** Lines that the program wrote with `console`. */
  readonly output: readonly string[];
  /** Which policy or test was begun last, where any was. */
  readonly running?: number | undefined;
  /** What the program asked for last that it does not have. */
  readonly asked?: Asked | undefined;
}

/** What a program may ask for, and never gets. */
export type Asked = 'time' | 'chance' | 'environment' | 'network' | 'locale';

export type Ending =
  /**
   * `result` is what the program handed over, as the engine wrote it down, or JSON text that speaks of what is in
   * `written` by its number there.
   */
  | { readonly is: 'finished'; readonly result: string; readonly written: readonly string[] }
  /** What it left as its result is longer than any program needs. */
  | { readonly is: 'too much to read'; readonly characters: number }
  /** A module imports what is not there. */
  | { readonly is: 'unresolved'; readonly importer: string; readonly specifier: string }
  /** A module has no export of a name that another one imports. `module` is absent where the engine does not say. */
  | { readonly is: 'not exported'; readonly name: string; readonly module: string }
  /** The engine cannot read a module; `line` where it says so. */
  | { readonly is: 'unreadable'; readonly module: string; readonly line: number | undefined }
  /** It uses `await` outside of a function. */
  | { readonly is: 'waiting' }
  | { readonly is: 'threw'; readonly name: string; readonly message: string; readonly stack: string }
  /** `stack` says where it was when it was stopped; empty where nobody knows, as with the others. */
  | { readonly is: 'out of time'; readonly stack: string }
  | { readonly is: 'out of memory'; readonly stack: string }
  | { readonly is: 'out of stack'; readonly stack: string };
