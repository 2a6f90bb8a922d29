import * as z from 'zod';
import type { Verdict } from './sandbox/protocol.ts';

const stacks = z.record(z.string(), z.string());

/**
 * The stack traces of the declarations that a second run of a program had an eye on. They are told by the numbers of
 * their calls, which are the same as in the first run as long as the program is.
 */
export function traces(second: Verdict | undefined): ReadonlyMap<number, string> {
  const found = stacks.safeParse(second?.ending.is === 'finished' ? JSON.parse(second.stacks) : {});
  return new Map(Object.entries(found.data ?? {}).map(([call, stack]) => [Number(call), stack]));
}
