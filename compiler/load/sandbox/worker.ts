import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { startEngine } from './engine.ts';
import { linkProgram } from './link-program.ts';
import type { Answer, Request, SandboxLimits } from './protocol.ts';
import { runProgram } from './run-program.ts';

// The thread of a sandbox. It is a thread because some work inside QuickJS cannot be interrupted, only killed.

// Most programs are read and run in less time than V8 would spend on another processor to compile the interpreter once
// more, with optimisations. Those pay off for programs that run for seconds only, and then save a fifth.
setFlagsFromString('--liftoff-only');

const { megabytes } = workerData as SandboxLimits;
const engine = await startEngine(megabytes);

parentPort?.on('message', async (request: Request) => {
  const answer: Answer =
    'link' in request
      ? { linked: await linkProgram(engine, request.link) }
      : { verdict: runProgram(engine, request.evaluate) };
  parentPort?.postMessage(answer);
});
