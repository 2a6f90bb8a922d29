import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { codeOf, type ModuleCode } from './module-code.ts';
import type { ProgramModule } from './program-module.ts';
import type { Answer, Request, SandboxLimits } from './protocol.ts';
import { type ReadyEngine, readyEngine } from './ready-engine.ts';
import { runProgram } from './run-program.ts';
import { typeStripper } from './strip-types.ts';

// The thread of a sandbox. It is a thread because some work inside QuickJS cannot be interrupted, only killed. It is given
// texts and answers with texts: it opens no file of a program.

const { megabytes } = workerData as SandboxLimits;

// Most programs are read and run in less time than V8 would spend on another processor to compile the interpreter once
// more, with optimisations.
setFlagsFromString('--liftoff-only');

const answer = (one: Answer): void => parentPort?.postMessage(one);

/** Each program has an engine, with a memory, of its own: nothing of one is left for the next. */
let ready: Promise<ReadyEngine> | undefined = readyEngine(megabytes);
const takeEngine = async (): Promise<ReadyEngine> => {
  const taken = await (ready ?? readyEngine(megabytes));
  ready = undefined;
  return taken;
};

const stripper = typeStripper();
const modules = new Map<string, { readonly module: ProgramModule; readonly code: ModuleCode }>();

async function handle(request: Request): Promise<void> {
  if ('modules' in request) {
    const strip = await stripper;
    for (const module of request.modules) {
      const known = modules.get(module.name);
      const code = known?.module.text === module.text && known.module.format === module.format ? known.code : undefined;
      modules.set(module.name, { module, code: code ?? (await codeOf(module, strip)) });
    }
  } else if ('mapOf' in request) {
    const { module } = modules.get(request.mapOf) ?? {};
    const stripped = module && (await (await stripper)(module.name, module.text, 'with map'));
    answer({ map: stripped?.map });
  } else {
    const engine = await takeEngine();
    answer({ begun: true });
    answer({ verdict: runProgram(engine, modules, request.job) });
    if (engine.hasGrown()) await giveBack();
  }
}

/** The memory of a large program goes back when V8 collects its garbage, for which it sees no reason by itself. */
async function giveBack(): Promise<void> {
  // Until then the engine is still being looked at.
  await setImmediate();
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

let before: Promise<void> = Promise.resolve();
parentPort?.on('message', (request: Request) => {
  before = before.then(() => handle(request));
});
