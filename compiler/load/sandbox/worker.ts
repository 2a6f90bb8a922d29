import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import releaseSync from '@jitl/quickjs-wasmfile-release-sync';
import {
  DefaultIntrinsics,
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
} from 'quickjs-emscripten-core';
import { boundedMemory } from './bounded-memory.ts';
import { prelude } from './prelude.ts';
import type { Ending, Job, SandboxLimits, Verdict } from './protocol.ts';

// The thread of a sandbox. It is a thread because some work inside QuickJS cannot be interrupted, only killed.

// QuickJS must notice deep recursion before its host's stack is full. This is its share of the 64 MB of the thread: a
// byte of it never costs more than about twenty of the host's.
const stackBytes = 768 * 1024;
const longestText = 10_000;

// Most programs are read and run in less time than V8 would spend on another processor to compile the interpreter once
// more, with optimisations. Those pay off for programs that run for seconds only, and then save a fifth.
setFlagsFromString('--liftoff-only');

const { megabytes } = workerData as SandboxLimits;
// Its types describe the CommonJS form, where the variant is one step further in than in the form that is loaded.
const variant = 'default' in releaseSync ? releaseSync.default : releaseSync;
const { memory, isExhausted } = boundedMemory(megabytes);
const module = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory: memory }));

parentPort?.once('message', (job: Job) => parentPort?.postMessage(run(job)));

function run(job: Job): Verdict {
  const deadline = Date.now() + job.milliseconds;
  let isLate = false;
  const runtime = module.newRuntime();
  runtime.setMaxStackSize(stackBytes);
  runtime.setInterruptHandler(() => {
    isLate ||= Date.now() > deadline;
    return isLate || isExhausted();
  });
  const context = runtime.newContext({ intrinsics: { ...DefaultIntrinsics, Date: false } });
  const ending = (): Ending => {
    try {
      prepare(context, job);
      const result = context.evalCode(job.code, 'bundle.js');
      if (isExhausted()) return { is: 'out of memory' };
      if (isLate) return { is: 'out of time' };
      if (result.error) return endingOf(context, result.error);
      return { is: 'finished', result: textOf(context, context.getProp(context.global, '__plugboardResult')) };
    } catch (error) {
      if (isExhausted()) return { is: 'out of memory' };
      // The host's own stack or QuickJS's state gave way: whatever it was, the program did it.
      return error instanceof RangeError ? { is: 'out of stack', stack: '' } : { is: 'out of memory' };
    }
  };
  const end = ending();
  return { ending: end, ...remains(context, end) };
}

function prepare(context: QuickJSContext, { inputs, wanted }: Job): void {
  const trace = { wanted: Object.fromEntries(wanted.map((call) => [call, true])), stacks: {} };
  const set = (name: string, value: string): string => `globalThis.${name} = ${value};`;
  const code = [
    prelude,
    'Error.stackTraceLimit = 100;',
    set('__plugboardInputs', JSON.stringify(inputs)),
    set('__plugboardTrace', wanted.length === 0 ? 'undefined' : JSON.stringify(trace)),
  ].join('\n');
  context.unwrapResult(context.evalCode(code, 'prelude.js')).dispose();
}

function endingOf(context: QuickJSContext, error: QuickJSHandle): Ending {
  const isObject = context.typeof(error) === 'object';
  const property = (name: string): string => (isObject ? textOf(context, context.getProp(error, name)) : '');
  const message = isObject ? property('message') : String(context.dump(error));
  const name = property('name');
  const stack = property('stack');
  if (message === 'out of memory' && name === 'InternalError') return { is: 'out of memory' };
  if (message === 'stack overflow') return { is: 'out of stack', stack };
  return { is: 'threw', name, message: message.slice(0, longestText), stack };
}

/** What a program leaves behind, however it ended. */
function remains(context: QuickJSContext, { is }: Ending): Pick<Verdict, 'stacks' | 'output'> {
  if (is === 'out of memory') return { stacks: '{}', output: [] };
  try {
    const read = (code: string): string => textOf(context, context.unwrapResult(context.evalCode(code, 'remains.js')));
    return {
      stacks: read('JSON.stringify(globalThis.__plugboardTrace?.stacks ?? {})'),
      output: read('globalThis.__plugboardOutput.join("\\n")')
        .split('\n')
        .filter((line) => line !== ''),
    };
  } catch {
    return { stacks: '{}', output: [] };
  }
}

const textOf = (context: QuickJSContext, handle: QuickJSHandle): string =>
  context.typeof(handle) === 'string' ? context.getString(handle) : '';
