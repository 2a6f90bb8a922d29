/**
 * How a message finds the source of a declaration.
 *
 * A stack trace for each of ten thousand declarations would take seconds, and almost none would ever be looked at. But
 * a program evaluates the same way every time, so numbering the calls is enough: `call` 17 of this run is `call` 17 of
 * the next. When a message needs places, the compiler evaluates the program once more with the wanted numbers in
 * `globalThis.__plugboardTrace`, and only those calls say where they were made.
 */
interface Trace {
  /** Call numbers that are wanted. */
  readonly wanted: { readonly [call: number]: true };
  /** Filled in here: those that were made. */
  readonly made: { [call: number]: true };
}

declare global {
  var __plugboardTrace: Trace | undefined;
  /** Takes the text of `Error.stack` for a call. */
  var __plugboardTraced: ((call: number, stack: string) => void) | undefined;
  /** Takes the number of the policy or test that runs now, for whoever stops it. */
  var __plugboardBegins: ((index: number) => void) | undefined;
}

let calls = 0;
const traced = globalThis.__plugboardTraced;

/** The number of this declaration among all that the program makes, from 1. */
export function numberCall(): number {
  calls += 1;
  const trace = globalThis.__plugboardTrace;
  if (trace?.wanted[calls]) {
    trace.made[calls] = true;
    traced?.(calls, new Error('trace').stack ?? '');
  }
  return calls;
}
