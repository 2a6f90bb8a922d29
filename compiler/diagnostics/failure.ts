import type { Code } from './catalogue.ts';
import { type Diagnostic, diagnostic } from './diagnostic.ts';

/** What is known of a request that did not end well, for whoever may want to try again. */
export interface Circumstances {
  /** Whether the server certainly did nothing, or may have done what it was asked. */
  readonly outcome?: 'not-done' | 'unknown' | undefined;
  /** The same request may well succeed a little later: a connection that broke, a server that is busy or starting. */
  readonly isTemporary?: boolean | undefined;
  /** Status of the answer, where there was one. */
  readonly status?: number | undefined;
  /** How long the server asks to be left alone. */
  readonly retryAfterMilliseconds?: number | undefined;
}

/**
 * Thrown where a stage cannot go on: a server that does not answer, a file that cannot be read. It carries what is to
 * be said; nothing else is printed of it.
 */
export class Failure extends Error {
  readonly diagnostics: readonly Diagnostic[];
  readonly circumstances: Circumstances;

  constructor(diagnostics: readonly Diagnostic[], circumstances: Circumstances = {}) {
    super(diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n'));
    this.name = 'Failure';
    this.diagnostics = diagnostics;
    this.circumstances = circumstances;
  }
}

/** A failure that says one thing. */
export function fail(
  code: Code,
  message: string,
  more?: Parameters<typeof diagnostic>[2],
  circumstances?: Circumstances,
): Failure {
  return new Failure([diagnostic(code, message, more)], circumstances);
}
