import { describe, expect, it } from 'vitest';
import { leaveThread, takeThread } from '../../compiler/load/sandbox/idle-thread.ts';
import type { Job, Verdict } from '../../compiler/load/sandbox/protocol.ts';
import { openSandbox } from '../../compiler/load/sandbox/sandbox.ts';

const limits = { megabytes: 64 };

const job = (code: string, milliseconds = 5000): Job => ({ code, milliseconds, inputs: '{}', wanted: [] });

const run = (code: string, milliseconds?: number): Promise<Verdict> =>
  openSandbox(limits).evaluate(job(code, milliseconds));

const result = async (code: string): Promise<string> => {
  const { ending } = await run(code);
  return ending.is === 'finished' ? ending.result : ending.is;
};

/** The thread that the next program would get. */
function nextThread(): ReturnType<typeof takeThread> {
  const thread = takeThread(limits);
  leaveThread(thread, limits);
  return thread;
}

describe('A sandbox', () => {
  it('leaves its thread to the next program, and nothing of its own', async () => {
    const spoil = 'globalThis.left = 1; Object.prototype.left = 1; Array.isArray = () => 1;';
    await run(`${spoil} globalThis.__plugboardResult = '';`);
    const thread = nextThread();
    expect(
      await result('globalThis.__plugboardResult = [typeof left, typeof {}.left, String(Array.isArray(1))].join();'),
    ).toBe('undefined,undefined,false');
    await run("throw new Error('no');");
    expect(nextThread()).toBe(thread);
  });

  it.each([
    ['did not end', 'for (;;);', 'out of time', 300],
    ['took all memory', 'for (let all = []; ; ) all.push(new Array(1000).fill(1));', 'out of memory', 30_000],
  ])('takes its thread along where the program %s', async (_, code, is, milliseconds) => {
    const thread = nextThread();
    expect((await run(code, milliseconds)).ending.is).toBe(is);
    expect(nextThread()).not.toBe(thread);
    expect(thread.isClosed()).toBe(true);
  });

  it('leaves its thread to the next program where it took much memory, and gives that back', async () => {
    const limits = { megabytes: 512 };
    const take = "globalThis.kept = new Array(2e7).fill(1); globalThis.__plugboardResult = '';";
    const before = process.memoryUsage().rss;
    await openSandbox(limits).evaluate(job(take, 30_000));
    const thread = takeThread(limits);
    expect(thread.isClosed()).toBe(false);
    while (process.memoryUsage().rss - before > 200e6) await new Promise((resolve) => setTimeout(resolve, 20));
    thread.close();
  });

  it('takes its thread along where it is given up while it is busy', async () => {
    const thread = nextThread();
    const sandbox = openSandbox(limits);
    const evaluating = sandbox.evaluate(job('for (;;);', 60_000));
    sandbox.close();
    await expect(evaluating).rejects.toThrow('given up');
    expect(nextThread()).not.toBe(thread);
  });

  it('gets another thread where the limits are others', () => {
    const thread = nextThread();
    const other = takeThread({ megabytes: 32 });
    expect(other).not.toBe(thread);
    other.close();
    expect(nextThread()).toBe(thread);
  });
});
