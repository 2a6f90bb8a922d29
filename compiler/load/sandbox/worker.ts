import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import type { StackFolder } from '../stack-folder.ts';
import { traces } from '../traces.ts';
import { type Engine, startEngine } from './engine.ts';
import { linkProgram } from './link-program.ts';
import { programModules } from './program-modules.ts';
import {
  type Answer,
  type ModulesJob,
  type Request,
  type ThreadData,
  usualMilliseconds,
  type Verdict,
} from './protocol.ts';
import { readerAhead } from './read-ahead.ts';
import { type ProgramJob, runProgram } from './run-program.ts';
import { tracedModules } from './traced-modules.ts';

// The thread of a sandbox. It is a thread because some work inside QuickJS cannot be interrupted, only killed.

const { megabytes, programs } = workerData as ThreadData;

// Most programs are read and run in less time than V8 would spend on another processor to compile the interpreter once
// more, with optimisations. Those pay off for programs that run for seconds, and for one after the other.
if (programs === 'one') setFlagsFromString('--liftoff-only');

const answer = (one: Answer): void => parentPort?.postMessage(one);

/** Each program has an engine, with a memory, of its own: nothing of one is left for the next. */
let ready: Promise<Engine> | undefined = startEngine(megabytes);
const takeEngine = async (): Promise<Engine> => {
  const taken = await (ready ?? startEngine(megabytes));
  ready = undefined;
  return taken;
};

const traced = programs === 'many' ? tracedModules() : undefined;
const modules = programModules(traced);
const ahead = readerAhead(modules, takeEngine);
let waiting = 0;
/** Whether a program took much memory that was not given back yet. */
let hasGrown = false;

async function handle(request: Request): Promise<void> {
  if ('readAhead' in request) {
    await ahead.read(request.stackFile, request.readAhead, () => waiting > 0);
  } else if ('script' in request) {
    run(await takeEngine(), request.script);
  } else {
    await runModules(request.modules);
  }
}

async function runModules({ stackFile, entry, ...job }: ModulesJob): Promise<void> {
  const program = await modules.open(stackFile);
  const engine = (program && ahead.take(program)) ?? (await takeEngine());
  const linked = program && linkProgram(engine, program, entry);
  if (program === undefined || linked === undefined) {
    answer({ linked: undefined });
    hasGrown ||= engine.hasGrown();
    return;
  }
  const milliseconds = job.milliseconds ?? usualMilliseconds(linked.characters);
  answer({ linked: { texts: linked.texts, digest: linked.digest, milliseconds } });
  // Nobody asks where something is declared because of what policies say.
  const isTraced = traced !== undefined && entry.ask === 'declared';
  // Straight on: the thread that asked may be busy with something else.
  const verdict = run(engine, { ...job, milliseconds, isTraced });
  if (isTraced && job.wanted.length > 0) traceAgain(verdict, job.wanted, program.folder);
}

/** What was wrong a moment ago often still is, and its place is looked for again. */
function traceAgain(verdict: Verdict, wanted: ModulesJob['wanted'], folder: StackFolder): void {
  const stacks = traces(verdict);
  const found = wanted.map((call) => stacks.get(call) ?? '').join('\n');
  for (const file of modules.imports.keys()) if (folder.isOwn(file) && found.includes(file)) traced?.add(file);
}

function run(engine: Engine, job: ProgramJob): Verdict {
  const verdict = runProgram(engine, job);
  answer({ verdict });
  hasGrown ||= engine.hasGrown();
  return verdict;
}

/** The memory of a large program goes back when V8 collects its garbage, for which it sees no reason by itself. */
async function giveBack(): Promise<void> {
  if (!hasGrown) return;
  hasGrown = false;
  // Until then the engine is still being looked at.
  await setImmediate();
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

let before: Promise<void> = Promise.resolve();
parentPort?.on('message', (request: Request) => {
  waiting += 1;
  before = before.then(() => {
    waiting -= 1;
    return handle(request).then(giveBack);
  });
});
