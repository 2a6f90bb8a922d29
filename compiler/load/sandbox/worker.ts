import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { startEngine } from './engine.ts';
import { linkProgram } from './link-program.ts';
import { type Answer, type Request, type SandboxLimits, usualMilliseconds } from './protocol.ts';
import { runProgram } from './run-program.ts';

// The thread of a sandbox. It is a thread because some work inside QuickJS cannot be interrupted, only killed.

// Most programs are read and run in less time than V8 would spend on another processor to compile the interpreter once
// more, with optimisations. Those pay off for programs that run for seconds only, and then save a fifth.
setFlagsFromString('--liftoff-only');

const { megabytes } = workerData as SandboxLimits;
const engine = await startEngine(megabytes);

const answer = (one: Answer): void => parentPort?.postMessage(one);

parentPort?.on('message', async (request: Request) => {
  if ('script' in request) {
    answer({ verdict: runProgram(engine, request.script) });
    return;
  }
  const { stackFile, entry, ...job } = request.modules;
  const linked = await linkProgram(engine, stackFile, entry);
  if (linked === undefined) {
    answer({ linked: undefined });
    return;
  }
  const milliseconds = job.milliseconds ?? usualMilliseconds(linked.characters);
  answer({ linked: { ignoring: linked.ignoring, milliseconds } });
  // Straight on: the thread that asked may be busy with something else.
  answer({ verdict: runProgram(engine, { ...job, milliseconds }) });
});
