import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ownFolder } from '../own-files.ts';
import type { Job, SandboxLimits, Verdict } from './protocol.ts';

/** A place where a program can be evaluated, once, without touching anything outside of it. */
export interface Sandbox {
  readonly evaluate: (job: Job) => Promise<Verdict>;
  /** Gives it up, whatever it is doing. */
  readonly close: () => void;
}

// A loop is stopped from inside at the limit; what cannot be interrupted there is killed so much later.
const graceMilliseconds = 250;
const stackMegabytes = 64;

// Threads start from a file with JavaScript: the built one, also where the compiler itself runs from its sources.
const file = join(ownFolder, 'dist', 'compiler', 'load', 'sandbox', 'worker.js');

/** Starts a sandbox, which takes some milliseconds, so that it is ready when there is something to evaluate. */
export function openSandbox(limits: SandboxLimits): Sandbox {
  const worker = new Worker(file, {
    workerData: limits,
    // The program cannot get there, but neither has the thread any need of them.
    env: {},
    resourceLimits: { stackSizeMb: stackMegabytes },
  });
  // A sandbox that waits for work must not keep the process alive.
  worker.unref();
  const failed = new Promise<never>((_, reject) => worker.once('error', reject));
  failed.catch(() => undefined);
  const close = (): void => void worker.terminate();
  return {
    close,
    evaluate: async (job) => {
      worker.ref();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<Verdict>((resolve) => {
        timer = setTimeout(() => resolve(tooLate), job.milliseconds + graceMilliseconds);
      });
      const verdict = new Promise<Verdict>((resolve) => worker.once('message', resolve));
      worker.postMessage(job);
      try {
        return await Promise.race([verdict, late, failed]);
      } finally {
        clearTimeout(timer);
        close();
      }
    },
  };
}

const tooLate: Verdict = { ending: { is: 'out of time' }, stacks: '{}', output: [] };
