import { z } from 'zod';
import type { Job } from './sandbox/protocol.ts';
import type { Sandbox } from './sandbox/sandbox.ts';

const stacks = z.record(z.string(), z.string());

/** The stack traces of the wanted declarations. A program that behaves otherwise this time gets fewer, never an error. */
export async function traces(sandbox: Sandbox, job: Job): Promise<ReadonlyMap<number, string>> {
  const verdict = await sandbox.evaluate(job);
  const found = stacks.safeParse(JSON.parse(verdict.stacks));
  return new Map(Object.entries(found.data ?? {}).map(([call, stack]) => [Number(call), stack]));
}
