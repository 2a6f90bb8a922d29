import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ownFolder } from '../own-files.ts';
import type { Answer, Job, Linking, ModulesJob, Request, SandboxLimits, Verdict } from './protocol.ts';

/** A program whose modules were put together and run, and how long it had for that. */
interface ModulesRun extends Linking {
  readonly verdict: Verdict;
}

/** A place where a program can be evaluated, once, without touching anything outside of it. */
export interface Sandbox {
  /** Puts a program together from its modules, without a bundler, and runs it; undefined where only a bundler can. */
  readonly evaluateModules: (job: ModulesJob) => Promise<ModulesRun | undefined>;
  readonly evaluate: (job: Job) => Promise<Verdict>;
  /** Gives it up, whatever it is doing. */
  readonly close: () => void;
}

// A loop is stopped from inside at the limit; what cannot be interrupted there is killed so much later.
const graceMilliseconds = 250;
// Room for what recurses in native code: QuickJS, and the type stripper.
const stackMegabytes = 256;

// Threads start from a file with JavaScript: the built one, also where the compiler itself runs from its sources.
const file = join(ownFolder, 'dist', 'bin', 'worker.js');

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
  const linked = new Promise<Linking | undefined>((resolve) =>
    worker.on('message', (answer: Answer) => 'linked' in answer && resolve(answer.linked)),
  );
  const judged = new Promise<Verdict>((resolve) =>
    worker.on('message', (answer: Answer) => 'verdict' in answer && resolve(answer.verdict)),
  );
  const ask = (request: Request): void => {
    worker.ref();
    worker.postMessage(request);
  };
  const close = (): void => void worker.terminate();
  const verdictWithin = async (milliseconds: number): Promise<Verdict> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Verdict>((resolve) => {
      timer = setTimeout(() => resolve(tooLate), milliseconds + graceMilliseconds);
    });
    try {
      return await Promise.race([judged, late, failed]);
    } finally {
      clearTimeout(timer);
      close();
    }
  };
  return {
    close,
    evaluateModules: async (job) => {
      ask({ modules: job });
      const linking = await Promise.race([linked, failed]);
      if (linking !== undefined) return { ...linking, verdict: await verdictWithin(linking.milliseconds) };
      close();
      return undefined;
    },
    evaluate: (job) => {
      ask({ script: job });
      return verdictWithin(job.milliseconds);
    },
  };
}

const tooLate: Verdict = { ending: { is: 'out of time' }, stacks: '{}', output: [] };
