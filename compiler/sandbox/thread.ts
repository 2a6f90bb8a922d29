import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ownFolder } from '../files/own-files.ts';
import type { Answer, Job, Request, SandboxLimits, Verdict } from './protocol.ts';

/** A thread with an engine. It is asked for one thing at a time. */
export interface Thread {
  /** Says something that there is no answer to. */
  readonly send: (request: Extract<Request, { modules: unknown }>) => void;
  readonly run: (job: Job) => Promise<Verdict>;
  readonly mapOf: (module: string) => Promise<string | undefined>;
  /** Whether it was given up, or gave up. */
  readonly isClosed: () => boolean;
  /** Gives it up, whatever it is doing. */
  readonly close: () => void;
}

// A loop is stopped from inside at the limit; what cannot be interrupted there is killed so much later.
const graceMilliseconds = 250;
// Types are taken out of all files before anything runs.
const strippingMilliseconds = 2_000;
// Room for what recurses in native code: QuickJS, and the type stripper.
const stackMegabytes = 256;

// Threads start from a file with JavaScript: the built one, also where the compiler itself runs from its sources.
const file = join(ownFolder, 'dist', 'bin', 'worker.js');

/** Starts a thread, which takes some milliseconds. */
export function openThread(workerData: SandboxLimits): Thread {
  const worker = new Worker(file, {
    workerData,
    // The program cannot get there, but neither has the thread any need of them.
    env: {},
    execArgv: [],
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
  let answered: (answer: Answer) => void = () => undefined;
  let begun: () => void = () => undefined;
  worker.on('message', (one: Answer) => ('begun' in one ? begun() : answered(one)));
  // A thread that waits for work must not keep the process alive. A listener, in turn, does.
  worker.unref();
  const ask = async <Result>(
    request: Request,
    milliseconds: number,
    read: (answer: Answer | 'late') => Result,
  ): Promise<Result> => {
    const answer = new Promise<Answer>((resolve) => {
      answered = resolve;
    });
    worker.ref();
    worker.postMessage(request);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      const wait = (time: number): void => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          close();
          resolve('late');
        }, time);
      };
      // What was asked before comes first: all of a large program may still lose its types.
      wait(milliseconds + strippingMilliseconds);
      begun = () => wait(milliseconds);
    });
    try {
      return read(await Promise.race([answer, late, failed]));
    } finally {
      clearTimeout(timer);
      worker.unref();
    }
  };
  return {
    close,
    isClosed: () => isClosed,
    send: (request) => worker.postMessage(request),
    run: (job) =>
      ask({ job }, job.milliseconds + graceMilliseconds, (answer) =>
        answer !== 'late' && 'verdict' in answer ? answer.verdict : tooLate,
      ),
    mapOf: (module) =>
      ask({ mapOf: module }, 8_000, (answer) => (answer !== 'late' && 'map' in answer ? answer.map : undefined)),
  };
}

const tooLate: Verdict = { ending: { is: 'out of time', stack: '' }, traces: new Map(), output: [] };
