import * as z from 'zod';
import type { Verdict } from './sandbox/protocol.ts';

const stacks = z.record(z.string(), z.string());

/** The stack traces of the declarations that a run of a program had an eye on, by the numbers of their calls. */
export function traces(run: Verdict | undefined): ReadonlyMap<number, string> {
  const found = stacks.safeParse(run?.ending.is === 'finished' ? JSON.parse(run.stacks) : {});
  return new Map(Object.entries(found.data ?? {}).map(([call, stack]) => [Number(call), stack]));
}
