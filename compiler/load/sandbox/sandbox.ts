import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ownFolder } from '../own-files.ts';
import type { Answer, Job, Request, SandboxLimits, Verdict } from './protocol.ts';

/** A place where a program can be evaluated, once, without touching anything outside of it. */
export interface Sandbox {
  /**
   * Puts the program of a stack together from its modules, without a bundler; the number of characters, or undefined
   * where that cannot be. Nothing of it runs.
   */
  readonly link: (stackFile: string) => Promise<number | undefined>;
  readonly evaluate: (job: Job) => Promise<Verdict>;
  /** Gives it up, whatever it is doing. */
  readonly close: () => void;
}

// A loop is stopped from inside at the limit; what cannot be interrupted there is killed so much later.
const graceMilliseconds = 250;
// Room for what recurses in native code: QuickJS, and the type stripper.
const stackMegabytes = 256;

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
  const ask = async (request: Request): Promise<Answer> => {
    worker.ref();
    const answer = new Promise<Answer>((resolve) => worker.once('message', resolve));
    worker.postMessage(request);
    return Promise.race([answer, failed]).finally(() => worker.unref());
  };
  return {
    close,
    link: async (stackFile) => {
      const answer = await ask({ link: stackFile });
      return 'linked' in answer ? answer.linked : undefined;
    },
    evaluate: async (job) => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<Verdict>((resolve) => {
        timer = setTimeout(() => resolve(tooLate), job.milliseconds + graceMilliseconds);
      });
      const verdict = ask({ evaluate: job }).then((answer) => ('verdict' in answer ? answer.verdict : tooLate));
      try {
        return await Promise.race([verdict, late]);
      } finally {
        clearTimeout(timer);
        close();
      }
    },
  };
}

const tooLate: Verdict = { ending: { is: 'out of time' }, stacks: '{}', output: [] };
