import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LockStore, takeLock } from '../../compiler/apply/lock/lock.ts';
import { Failure } from '../../compiler/diagnostics/failure.ts';
import type { Lock } from '../../compiler/model.ts';

/** Locks in memory. Each operation waits for its turn, in an order that the test chooses. */
function memory(turn: () => Promise<void>): { readonly store: LockStore; readonly locks: Map<string, Lock> } {
  const locks = new Map<string, Lock>();
  let last = 0;
  const store: LockStore = {
    read: async () => {
      await turn();
      return [...locks.values()];
    },
    add: async (lock) => {
      await turn();
      last += 1;
      const id = `L${last}`;
      locks.set(id, { id, ...lock });
      return id;
    },
    hold: async (id) => {
      await turn();
      const lock = locks.get(id);
      if (lock !== undefined) locks.set(id, { ...lock, held: true });
    },
    remove: async ({ id }) => {
      await turn();
      locks.delete(id);
    },
  };
  return { store, locks };
}

const wanted = (run: string): Omit<Lock, 'id' | 'held'> => ({
  project: '_Root',
  stack: 'acme',
  run,
  owner: `${run}@host`,
  since: '2026-11-25T10:00:00.000Z',
  machine: 'm',
  process: 1,
});

const now = Date.parse('2026-11-25T10:03:05.000Z');
const options = {
  timeout: 0,
  wait: async (): Promise<void> => undefined,
  now: () => now,
  onWait: () => undefined,
  isGone: () => false,
};
const atOnce = async (): Promise<void> => undefined;

describe('the lock of a stack', () => {
  it('is there while it is held, and gone afterwards', async () => {
    const { store, locks } = memory(atOnce);
    const release = await takeLock(wanted('a'), store, options);
    expect([...locks.values()].map(({ run, held }) => [run, held])).toEqual([['a', true]]);
    await release();
    expect(locks.size).toBe(0);
  });

  it('is refused to a second one, with who holds it and for how long', async () => {
    const { store, locks } = memory(atOnce);
    await takeLock(wanted('b'), store, options);
    const refusal = await takeLock(wanted('a'), store, options).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Failure);
    expect((refusal as Failure).diagnostics).toMatchObject([
      { code: 'PB615', message: 'Stack `acme` is being applied by b@host, for 3 minutes.' },
    ]);
    expect([...locks.values()].map(({ run }) => run)).toEqual(['b']);
  });

  it('is waited for, and taken once it is free', async () => {
    const { store } = memory(atOnce);
    const release = await takeLock(wanted('b'), store, options);
    const waitedFor: string[] = [];
    let waits = 0;
    const second = await takeLock(wanted('a'), store, {
      ...options,
      timeout: 60_000,
      onWait: ({ owner }) => waitedFor.push(owner),
      wait: async () => {
        waits += 1;
        if (waits === 3) await release();
      },
    });
    expect(waitedFor).toEqual(['b@host']);
    await second();
  });

  it('of a process that is gone stands in nobody’s way', async () => {
    const { store, locks } = memory(atOnce);
    await takeLock(wanted('b'), store, options);
    await takeLock(wanted('a'), store, { ...options, isGone: ({ run }) => run === 'b' });
    expect([...locks.values()].map(({ run }) => run)).toEqual(['a']);
  });

  it('is given up where somebody asks to stop', async () => {
    const { store, locks } = memory(atOnce);
    const stop = AbortSignal.abort();
    await expect(takeLock(wanted('a'), store, { ...options, stop })).rejects.toThrow('PB606');
    expect(locks.size).toBe(0);
  });

  it('is never held by two, in whatever order their requests arrive', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 4 }),
        async (scheduler, runs) => {
          const { store } = memory(() => scheduler.schedule(Promise.resolve()));
          let holding = 0;
          let most = 0;
          let ended = 0;
          const use = async (run: string): Promise<void> => {
            const release = await takeLock(wanted(run), store, {
              ...options,
              timeout: 1_000_000,
              wait: () => scheduler.schedule(Promise.resolve()),
            });
            holding += 1;
            most = Math.max(most, holding);
            await scheduler.schedule(Promise.resolve());
            holding -= 1;
            await release();
            ended += 1;
          };
          const all = Promise.all(runs.map(use));
          await scheduler.waitFor(all);
          expect({ most, ended }).toEqual({ most: 1, ended: runs.length });
        },
      ),
      { numRuns: 300 },
    );
  });
});
