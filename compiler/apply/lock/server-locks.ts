import { lockType } from '../../live/rest-locks.ts';
import type { Lock } from '../../model.ts';
import type { RestWriter } from '../rest-writer.ts';
import type { LockStore } from './lock.ts';

/** Locks of one stack on the server: features of a type of their own, in the project that the lock names. */
export function serverLocks(
  stack: string,
  project: string,
  readLocks: () => Promise<readonly Lock[]>,
  writer: RestWriter,
): LockStore {
  return {
    read: async () => (await readLocks()).filter((lock) => lock.stack === stack),
    add: ({ run, owner, since, machine, process, held }) =>
      writer.createFeature({
        project,
        type: lockType,
        properties: { stack, run, owner, since, machine, process: String(process), held: String(held) },
        before: [],
        identity: ['run'],
      }),
    hold: (id) => writer.setProperty(project, id, 'held', 'true'),
    remove: (lock) => writer.deleteFeature(lock.project, lock.id),
  };
}
