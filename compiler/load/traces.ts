import * as z from 'zod';
import type { Ending, Verdict } from './sandbox/protocol.ts';

const stacks = z.record(z.string(), z.string());

/**
 * The stack traces of the declarations that a second run of a program had an eye on. They are told by the numbers of
 * their calls: a program that declares something else than it did the first time has other numbers, and gets none.
 */
export function traces(first: Ending, second: Verdict | undefined): ReadonlyMap<number, string> {
  const isSame = first.is === 'finished' && second?.ending.is === 'finished' && second.ending.result === first.result;
  const found = stacks.safeParse(isSame ? JSON.parse(second.stacks) : {});
  return new Map(Object.entries(found.data ?? {}).map(([call, stack]) => [Number(call), stack]));
}
