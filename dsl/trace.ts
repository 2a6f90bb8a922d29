/**
 * How a message finds the source of a declaration.
 *
 * A stack trace for each of ten thousand declarations would take seconds, and almost none would ever be looked at. But
 * a program evaluates the same way every time, so numbering the calls is enough: `call` 17 of this run is `call` 17 of
 * the next. When a message needs places, the compiler evaluates the program once more with the wanted numbers in
 * `globalThis.__plugboardTrace`, and only those calls record where they were made. While a program is watched, files
 * that were edited have all their calls recorded in the first place (`isOn`).
 */
interface Trace {
  /** Call numbers that are wanted. */
  readonly wanted: { readonly [call: number]: true };
  /** Filled in here: call number -> the text of `Error.stack`. */
  readonly stacks: { [call: number]: string };
  /** Whether all calls are wanted for now: while files run that are traced. */
  readonly isOn?: boolean;
}

declare global {
  var __plugboardTrace: Trace | undefined;
}

let calls = 0;
/** A file that is traced may declare thousands, and a trace costs far more than a declaration. */
let left = 500;

/** The number of this declaration among all that the program makes, from 1. */
export function numberCall(): number {
  calls += 1;
  const trace = globalThis.__plugboardTrace;
  if (trace !== undefined && isWanted(trace)) trace.stacks[calls] = new Error('trace').stack ?? '';
  return calls;
}

function isWanted({ wanted, isOn }: Trace): boolean {
  if (wanted[calls]) return true;
  if (isOn !== true || left === 0) return false;
  left -= 1;
  return true;
}
