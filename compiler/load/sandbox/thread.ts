import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ownFolder } from '../own-files.ts';
import type { Answer, Job, Linking, ModulesJob, Request, ThreadData, Verdict } from './protocol.ts';

/** A program whose modules were put together and run, and how long it had for that. */
export interface ModulesRun extends Linking {
  readonly verdict: Verdict;
}

/** A thread with an engine. It is asked for one thing at a time. */
export interface Thread {
  /** Puts a program together from its modules, without a bundler, and runs it; undefined where only a bundler can. */
  readonly evaluateModules: (job: ModulesJob) => Promise<ModulesRun | undefined>;
  readonly evaluate: (job: Job) => Promise<Verdict>;
  /** Says something that there is no answer to. */
  readonly tell: (request: Request) => void;
  /** Whether it was given up, or gave up. */
  readonly isClosed: () => boolean;
  /** Gives it up, whatever it is doing. */
  readonly close: () => void;
}

// A loop is stopped from inside at the limit; what cannot be interrupted there is killed so much later.
const graceMilliseconds = 250;
// Room for what recurses in native code: QuickJS, and the type stripper.
const stackMegabytes = 256;

// Threads start from a file with JavaScript: the built one, also where the compiler itself runs from its sources.
const file = join(ownFolder, 'dist', 'bin', 'worker.js');

/** Starts a thread, which takes some milliseconds. */
export function openThread(workerData: ThreadData): Thread {
  const worker = new Worker(file, {
    workerData,
    // The program cannot get there, but neither has the thread any need of them.
    env: {},
    resourceLimits: { stackSizeMb: stackMegabytes },
  });
  let isClosed = false;
  const close = (): void => {
    isClosed = true;
    void worker.terminate();
  };
  const failed = new Promise<never>((_, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The sandbox was given up.')));
  });
  failed.catch(close);
  let linkedNow: (linking: Linking | undefined) => void = () => undefined;
  let judgedNow: (verdict: Verdict) => void = () => undefined;
  worker.on('message', (one: Answer) => ('linked' in one ? linkedNow(one.linked) : judgedNow(one.verdict)));
  // A thread that waits for work must not keep the process alive. A listener, in turn, does.
  worker.unref();
  const tell = (request: Request): void => worker.postMessage(request);
  const ask = (
    request: Request,
  ): { readonly linked: Promise<Linking | undefined>; readonly judged: Promise<Verdict> } => {
    const linked = new Promise<Linking | undefined>((resolve) => {
      linkedNow = resolve;
    });
    const judged = new Promise<Verdict>((resolve) => {
      judgedNow = resolve;
    });
    worker.ref();
    tell(request);
    return { linked, judged };
  };
  const within = async (milliseconds: number, judged: Promise<Verdict>): Promise<Verdict> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Verdict>((resolve) => {
      timer = setTimeout(() => {
        close();
        resolve(tooLate);
      }, milliseconds + graceMilliseconds);
    });
    try {
      return await Promise.race([judged, late, failed]);
    } finally {
      clearTimeout(timer);
      worker.unref();
    }
  };
  return {
    tell,
    close,
    isClosed: () => isClosed,
    evaluateModules: async (modules) => {
      const { linked, judged } = ask({ modules });
      const linking = await Promise.race([linked, failed]);
      if (linking !== undefined) return { ...linking, verdict: await within(linking.milliseconds, judged) };
      worker.unref();
      return undefined;
    },
    evaluate: (script) => within(script.milliseconds, ask({ script }).judged),
  };
}

const tooLate: Verdict = { ending: { is: 'out of time', stack: '' }, stacks: '{}', output: [] };
