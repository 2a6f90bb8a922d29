import type { Code } from './catalogue.ts';
import { type Diagnostic, diagnostic } from './diagnostic.ts';

/**
 * Thrown where a stage cannot go on: a server that does not answer, a file that cannot be read. It carries what is to
 * be said; nothing else is printed of it.
 */
export class Failure extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n'));
    this.name = 'Failure';
    this.diagnostics = diagnostics;
  }
}

/** A failure that says one thing. */
export function fail(code: Code, message: string, more?: Parameters<typeof diagnostic>[2]): Failure {
  return new Failure([diagnostic(code, message, more)]);
}
