import type { Redactor } from '../secrets/redact.ts';

/** What a command may touch of the process that it runs in. Tests bring their own. */
export interface Shell {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  /** The product: what other programs read. */
  readonly out: Output;
  /** Everything else: messages and progress. */
  readonly err: Output;
  /** Asks a person, who may go away without an answer; undefined where nobody is there. */
  readonly ask: ((question: string) => Promise<string | undefined>) | undefined;
  /** How to wait before a request is tried again, in milliseconds; by the clock unless given. */
  readonly wait?: ((milliseconds: number) => Promise<void>) | undefined;
  /** Every secret that the run gets to know. No output repeats one, and no file that is written may. */
  readonly secrets: Redactor;
}

export interface Output {
  /** Text for people, which a terminal may need in other letters; or `exact`ly what other programs read. */
  readonly write: (text: string, as?: 'exact') => void;
  readonly isTerminal: boolean;
  /** Columns; undefined where it is no terminal. */
  readonly width?: number | undefined;
}

/** What the process ends with: done; the program, the plan or the server said no; there are changes; wrong usage. */
export type ExitCode = 0 | 1 | 2 | 3;
