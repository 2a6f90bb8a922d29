import { describe, expect, it } from 'vitest';
import { leaveThread, takeThread } from '../../compiler/sandbox/idle-thread.ts';
import type { ProgramModule } from '../../compiler/sandbox/program-module.ts';
import type { Job, Verdict } from '../../compiler/sandbox/protocol.ts';
import { openSandbox, type Sandbox } from '../../compiler/sandbox/sandbox.ts';

const limits = { megabytes: 64 };

const job = (milliseconds = 5000): Job => ({
  question: 'declared',
  entry: 'plugboard.ts',
  milliseconds,
  inputs: '{}',
  wanted: [],
});

const moduleOf = (text: string): ProgramModule => ({
  name: 'plugboard.ts',
  text,
  format: 'javascript',
  isOwn: true,
  links: { plugboard: 'plugboard' },
});

function sandboxWith(text: string, megabytes = limits.megabytes): Sandbox {
  const sandbox = openSandbox({ megabytes });
  sandbox.add(moduleOf(text));
  return sandbox;
}

const run = (text: string, milliseconds?: number): Promise<Verdict> => sandboxWith(text).run(job(milliseconds));

/** The thread that the next program would get. */
function nextThread(): ReturnType<typeof takeThread> {
  const thread = takeThread(limits);
  leaveThread(thread);
  return thread;
}

describe('A sandbox', () => {
  it('leaves its thread to the next program, and nothing of its own', async () => {
    await run('globalThis.left = 1; Object.prototype.left = 1; Array.isArray = () => 1; export default 1;');
    const thread = nextThread();
    const { ending } = await run(
      'throw new Error([typeof globalThis.left, typeof {}.left, String(Array.isArray(1))].join());',
    );
    expect(ending).toMatchObject({ is: 'threw', message: 'undefined,undefined,false' });
    expect(nextThread()).toBe(thread);
  });

  it.each([
    ['did not end', 'for (;;);', 'out of time', 300],
    ['took all memory', 'for (let all = []; ; ) all.push(new Array(1000).fill(1));', 'out of memory', 30_000],
  ])('takes its thread along where the program %s', async (_, text, is, milliseconds) => {
    const { thread } = nextThread();
    expect((await run(text, milliseconds)).ending.is).toBe(is);
    expect(nextThread().thread).not.toBe(thread);
    expect(thread.isClosed()).toBe(true);
  });

  it('leaves its thread to the next program where it took much memory, and gives that back', async () => {
    const before = process.memoryUsage().rss;
    await sandboxWith('globalThis.kept = new Array(2e7).fill(1); export default 1;', 512).run(job(30_000));
    const { thread } = takeThread({ megabytes: 512 });
    expect(thread.isClosed()).toBe(false);
    while (process.memoryUsage().rss - before > 200e6) await new Promise((resolve) => setTimeout(resolve, 20));
    thread.close();
  });

  it('takes its thread along where it is given up while it is busy', async () => {
    const { thread } = nextThread();
    const gone = new AbortController();
    const running = sandboxWith('for (;;);').run(job(30_000), gone.signal);
    gone.abort();
    await expect(running).rejects.toThrow('given up');
    expect(thread.isClosed()).toBe(true);
  });

  it('gets another thread where the limits are others', async () => {
    const { thread } = nextThread();
    const other = takeThread({ megabytes: 32 });
    expect(other.thread).not.toBe(thread);
    other.thread.close();
  });

  it('reads no more of a result, a message or a stack trace than anybody needs', async () => {
    const long = "'x'.repeat(1e7)";
    const { ending } = await run(`const error = new Error(${long}); error.stack = ${long}; throw error;`);
    expect(JSON.stringify(ending).length).toBeLessThan(50_000);
    const { ending: large } = await sandboxWith(
      `Object.defineProperty(globalThis, '__plugboardResult', { get: () => ${long}.repeat(7), set() {} }); export default 1;`,
      256,
    ).run(job(30_000));
    expect(large).toEqual({ is: 'too much to read', characters: 70_000_000 });
  });

  it('knows by itself what a program asked for', async () => {
    const { asked, ending } = await run('try { Date.now(); } catch {} throw new Error("no");');
    expect([asked, ending.is]).toEqual(['time', 'threw']);
  });
});
