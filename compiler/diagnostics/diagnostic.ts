import { boundedText } from './bounded-text.ts';
import { type Code, catalogue, type Severity } from './catalogue.ts';

/**
 * A stretch of source. Lines and columns start at 1; `endColumn` is the column after the last character. `file` is
 * relative to the stack's folder and never leads out of it.
 */
export interface Span {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * A place in the program that is not looked up yet: a declaration by the number of its call, and where in the literal
 * that it got (`['credentialsProvider', 'accessKeyId']`). Turned into a span only for messages that are shown.
 */
export interface Place {
  readonly call: number;
  readonly path?: readonly string[] | undefined;
  /** Point at the property's name instead of its value. */
  readonly at?: 'name' | 'value' | undefined;
}

/** A second place that the message speaks of. */
interface Related {
  readonly place?: Place | undefined;
  readonly span?: Span | undefined;
  readonly label: string;
}

/**
 * One message to a person. The title is fixed for its code; `message` has the names and values; `label` stands under
 * the source; notes are facts; only the hint says what to do.
 */
export interface Diagnostic {
  /** `PB...` from the catalogue, or `TS...` for one of the TypeScript compiler's own. */
  readonly code: Code | `TS${number}`;
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  /** Where, still to be looked up. */
  readonly place?: Place | undefined;
  readonly span?: Span | undefined;
  readonly label?: string | undefined;
  readonly related?: readonly Related[] | undefined;
  readonly notes?: readonly string[] | undefined;
  readonly hint?: string | undefined;
  /** The declared thing that it is about, where it is about one. */
  readonly address?: string | undefined;
}

/**
 * A diagnostic of the catalogue: the code brings its title and severity. Its texts may hold what programs and servers
 * say, so none is longer than anybody would read.
 */
export function diagnostic(
  code: Code,
  message: string,
  more: Omit<Diagnostic, 'code' | 'severity' | 'title' | 'message'> = {},
): Diagnostic {
  const { label, hint, notes } = more;
  return {
    code,
    ...catalogue[code],
    message: boundedText(message),
    ...more,
    ...(label === undefined ? {} : { label: boundedText(label) }),
    ...(hint === undefined ? {} : { hint: boundedText(hint) }),
    ...(notes === undefined ? {} : { notes: notes.map((note) => boundedText(note)) }),
  };
}

/** Whether anything among these stops the way to the next stage. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
