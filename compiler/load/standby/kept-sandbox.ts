import type { SandboxLimits } from '../sandbox/protocol.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { openThread, type Thread } from '../sandbox/thread.ts';
import { patiently } from './patience.ts';

/** A thread that evaluates one program after the other, each in an engine and a memory of its own. */
export interface KeptSandbox extends Pick<Sandbox, 'evaluateModules' | 'close'> {
  /** Has it read what these files have no part in, for the next program. */
  readonly readAhead: (stackFile: string, changed: readonly string[]) => void;
}

/** Starts a sandbox that stays. Where a program has to be killed, another thread takes over. */
export function keptSandbox(limits: SandboxLimits): KeptSandbox {
  const start = (): Thread => openThread({ ...limits, programs: 'many' });
  let thread = start();
  let busy: Promise<unknown> = Promise.resolve();
  return {
    close: () => thread.close(),
    readAhead: (stackFile, changed) => thread.tell({ readAhead: changed, stackFile }),
    evaluateModules: async (job) => {
      // What a program runs for later, nobody may need any more: that ends nothing else.
      const isFirst = job.entry.ask === 'declared' && job.wanted.length === 0;
      // Others wait as well, and one goes before.
      for (let before: Promise<unknown> | undefined; before !== busy; ) {
        before = busy;
        await (isFirst ? patiently(before, () => thread.close()) : before);
      }
      if (thread.isClosed()) thread = start();
      const run = thread.evaluateModules(job);
      busy = run.catch(() => undefined);
      return run;
    },
  };
}
