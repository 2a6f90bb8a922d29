import { type FedThread, leaveThread, takeThread } from './idle-thread.ts';
import type { ProgramModule } from './program-module.ts';
import type { Job, SandboxLimits, Verdict } from './protocol.ts';

/** A place where a program can be evaluated without touching anything outside of it, as often as it has to be. */
export interface Sandbox {
  /** Gives it a module, which it gets ready at once. */
  readonly add: (module: ProgramModule) => void;
  /** Runs the program, in a new engine each time; `signal` gives it up. */
  readonly run: (job: Job, signal?: AbortSignal) => Promise<Verdict>;
  /** The source map of a module: JSON text, from the code that runs to what its author wrote; undefined without one. */
  readonly mapOf: (module: string) => Promise<string | undefined>;
  /** Leaves the thread to others where nothing was run. */
  readonly close: () => void;
}

/** Modules are handed over some at a time. */
const batch = 64;

export function openSandbox(limits: SandboxLimits): Sandbox {
  const modules = new Map<string, ProgramModule>();
  let held: FedThread | undefined;
  let waiting: ProgramModule[] = [];
  const send = (thread: FedThread, some: readonly ProgramModule[]): void => {
    const missing = some.filter((one) => thread.has.get(one.name) !== one);
    if (missing.length === 0) return;
    for (const one of missing) thread.has.set(one.name, one);
    thread.thread.send({ modules: missing });
  };
  const take = (): FedThread => {
    if (held === undefined || held.thread.isClosed()) {
      held = takeThread(limits);
      send(held, [...modules.values()]);
    } else {
      send(held, waiting);
    }
    waiting = [];
    return held;
  };
  const leave = (): void => {
    if (held !== undefined) leaveThread(held);
    held = undefined;
  };
  const using = async <Result>(use: (thread: FedThread) => Promise<Result>): Promise<Result> => {
    const thread = take();
    try {
      const result = await use(thread);
      leave();
      return result;
    } catch (error) {
      thread.thread.close();
      held = undefined;
      throw error;
    }
  };
  return {
    add: (module) => {
      modules.set(module.name, module);
      waiting.push(module);
      if (waiting.length >= batch) take();
    },
    run: (job, signal) =>
      using(async ({ thread }) => {
        signal?.addEventListener('abort', thread.close);
        const verdict = await thread.run(job);
        signal?.removeEventListener('abort', thread.close);
        // What came to a limit may have left anything.
        if (!isHarmless(verdict)) thread.close();
        return verdict;
      }),
    mapOf: (module) => using(({ thread }) => thread.mapOf(module)),
    close: leave,
  };
}

const isHarmless = ({ ending }: Verdict): boolean =>
  !['out of time', 'out of memory', 'out of stack'].includes(ending.is);
