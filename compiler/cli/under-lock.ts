import { type RestWriter, restWriter } from '../apply/rest-writer.ts';
import { steadyWriter } from '../apply/steady-writer.ts';
import { restReader } from '../live/rest-reader.ts';
import type { Shell } from './shell.ts';
import { type LockedStack, lockStack, type StackLockOptions } from './stack-lock.ts';
import { stopRequest } from './stop-request.ts';
import { waiting } from './waiting.ts';

/** Writes under the lock of a stack, with a writer that keeps at it. A request to end comes to the end of the writing. */
export async function underLock(
  site: LockedStack,
  options: StackLockOptions,
  shell: Shell,
  write: (writer: RestWriter) => Promise<void>,
): Promise<void> {
  const patience = { tries: 5, wait: waiting(shell) };
  const writer = steadyWriter(restWriter(site.access), restReader(site.access), patience);
  const stop = stopRequest(() => shell.err.write('Stopping: what is under way is finished.\n'));
  try {
    const release = await lockStack(site, writer, options, stop.signal, shell);
    try {
      await write(writer);
    } finally {
      await release();
    }
  } finally {
    stop.release();
  }
}
