/**
 * One apply at a time, without help from the server.
 *
 * TeamCity's API has no conditional writes, so a lock cannot be taken in one step. What it has is that whoever creates
 * a feature and then looks sees all that were created before. So an apply first says that it wants the lock (a feature
 * of its own), looks, says that it holds it, and looks again. Of two that want it at the same time each sees the other
 * in one of its two looks, whatever the order: the one whose run sorts first goes on, the other takes back its wish and
 * waits. A lock that is held is never taken away by somebody who merely wants it.
 *
 * It is advisory: who writes without asking is not kept from it. An apply that was killed leaves its lock behind;
 * `plugboard unlock` breaks it, and the next apply of the same machine does, where the process is gone.
 */
import { fail } from '../../diagnostics/failure.ts';
import type { Lock } from '../../model.ts';
import { lockAge } from './lock-age.ts';

/** Where locks stand: on the server, or beside a ledger file. */
export interface LockStore {
  /** The locks of the stack, wherever they stand. */
  readonly read: () => Promise<readonly Lock[]>;
  /** Gives the id under which the lock can be changed and removed. */
  readonly add: (lock: Omit<Lock, 'id'>) => Promise<string>;
  readonly hold: (id: string) => Promise<void>;
  readonly remove: (lock: Pick<Lock, 'id' | 'project'>) => Promise<void>;
  /** Where a lock stands, for people; a feature of its project unless given. */
  readonly placeOf?: ((lock: Lock) => string) | undefined;
}

export interface LockOptions {
  /** How long to wait for somebody else to finish. Milliseconds. */
  readonly timeout: number;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly now: () => number;
  /** Told once of each holder that is waited for. */
  readonly onWait: (holder: Lock) => void;
  /** Whether the process behind a lock is known to be gone. */
  readonly isGone: (lock: Lock) => boolean;
  /** Once aborted, nobody wants the lock any more. */
  readonly stop?: AbortSignal | undefined;
}

const betweenLooks = 1000;

/**
 * Takes the lock and gives what releases it. Fails (PB615) with who holds it and for how long, where it does not become
 * free in time, and with PB606 where somebody asks to stop.
 */
export async function takeLock(
  wanted: Omit<Lock, 'id' | 'held'>,
  store: LockStore,
  options: LockOptions,
): Promise<() => Promise<void>> {
  const { timeout, wait, now, onWait, isGone, stop } = options;
  const deadline = now() + timeout;
  const told = new Set<string>();
  const others = async (): Promise<readonly Lock[]> => (await store.read()).filter(({ run }) => run !== wanted.run);
  for (;;) {
    const rival = (await removeGone(await others(), store, isGone)).at(0);
    const release = rival === undefined ? await tryToTake(wanted, store, others) : undefined;
    if (stop?.aborted) {
      await release?.();
      throw fail('PB606', 'It was stopped before the first change was made.');
    }
    if (release !== undefined) return release;
    if (rival !== undefined) {
      if (now() >= deadline) throw taken(rival, now(), store);
      if (!told.has(rival.run)) onWait(rival);
      told.add(rival.run);
    }
    await wait(Math.max(1, Math.min(betweenLooks, deadline - now())));
  }
}

async function removeGone(
  locks: readonly Lock[],
  store: LockStore,
  isGone: (lock: Lock) => boolean,
): Promise<readonly Lock[]> {
  for (const lock of locks.filter(isGone)) await store.remove(lock);
  return locks.filter((lock) => !isGone(lock));
}

/** Undefined where somebody else came at the same time and goes first. */
async function tryToTake(
  wanted: Omit<Lock, 'id' | 'held'>,
  store: LockStore,
  others: () => Promise<readonly Lock[]>,
): Promise<(() => Promise<void>) | undefined> {
  const id = await store.add({ ...wanted, held: false });
  const own = { id, project: wanted.project };
  const goesFirst = ({ held, run }: Lock): boolean => held || run < wanted.run;
  try {
    if (!(await others()).some(goesFirst)) {
      await store.hold(id);
      if (!(await others()).some(({ run }) => run < wanted.run)) return () => store.remove(own);
    }
  } catch (error) {
    await store.remove(own);
    throw error;
  }
  await store.remove(own);
  return undefined;
}

const featureOf = ({ id, project }: Lock): string => `feature \`${id}\` of project \`${project}\``;

const taken = (lock: Lock, now: number, { placeOf = featureOf }: LockStore): Error =>
  fail('PB615', `Stack \`${lock.stack}\` is being applied by ${lock.owner}, for ${lockAge(lock, now)}.`, {
    notes: ['Nothing was written to the server.', `Its lock is ${placeOf(lock)}.`],
    hint: 'Wait for it with `--lock-timeout SECONDS`. If it is certain that it is no longer running, `plugboard unlock` breaks the lock.',
  });
