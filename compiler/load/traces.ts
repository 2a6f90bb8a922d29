import type { Verdict } from './sandbox/protocol.ts';

/**
 * The stack traces of the declarations that a run of a program had an eye on, by the numbers of their calls. A program
 * can tamper with them: what is none is left out.
 */
export function traces(run: Pick<Verdict, 'ending' | 'stacks'> | undefined): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  if (run?.ending.is !== 'finished') return found;
  for (const [call, stack] of Object.entries(parsed(run.stacks))) {
    if (typeof stack === 'string') found.set(Number(call), stack);
  }
  return found;
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
