import type { QuickJSContext, QuickJSHandle } from 'quickjs-emscripten-core';
import type { Engine } from './engine.ts';
import { runLinked } from './link-program.ts';
import { prelude } from './prelude.ts';
import type { Ending, Job, Verdict } from './protocol.ts';

const longestText = 10_000;

/** A script, or what was linked in the engine before. */
export interface ProgramJob extends Omit<Job, 'code'> {
  readonly code?: string;
  /** Whether declarations are traced while files run that say so. */
  readonly isTraced?: boolean;
}

/** Runs a program. */
export function runProgram(engine: Engine, job: ProgramJob): Verdict {
  const { context, isLate, isExhausted } = engine;
  engine.startClock(job.milliseconds);
  const ending = (): Ending => {
    try {
      prepare(context, job);
      const error = job.code === undefined ? errorOfLinked(context) : context.evalCode(job.code, 'bundle.js').error;
      if (isExhausted()) return { is: 'out of memory', stack: stackOf(context, error) };
      if (isLate()) return { is: 'out of time', stack: stackOf(context, error) };
      if (error !== undefined) return endingOf(context, error);
      return { is: 'finished', result: textOf(context, context.getProp(context.global, '__plugboardResult')) };
    } catch (error) {
      if (isExhausted()) return { is: 'out of memory', stack: '' };
      if (isLate()) return { is: 'out of time', stack: '' };
      // The host's own stack or QuickJS's state gave way: whatever it was, the program did it.
      return error instanceof RangeError ? { is: 'out of stack', stack: '' } : { is: 'out of memory', stack: '' };
    }
  };
  const end = ending();
  return { ending: end, ...remains(context, end) };
}

/** Runs what was linked: modules give a promise, also where there is nothing to wait for. */
function errorOfLinked(context: QuickJSContext): QuickJSHandle | undefined {
  const running = context.evalCode(runLinked, '<run>', { type: 'module' });
  if (running.error !== undefined) return running.error;
  const state = context.getPromiseState(running.value);
  if (state.type === 'pending') return context.newError('The program waits for something.');
  return state.type === 'rejected' ? state.error : undefined;
}

function prepare(
  context: QuickJSContext,
  { inputs, wanted, isTraced = false, subject }: Pick<ProgramJob, 'inputs' | 'wanted' | 'isTraced' | 'subject'>,
): void {
  const trace = { wanted: Object.fromEntries(wanted.map((call) => [call, true])), stacks: {} };
  const set = (name: string, value: string): string => `globalThis.${name} = ${value};`;
  const code = [
    prelude,
    'Error.stackTraceLimit = 100;',
    set('__plugboardInputs', JSON.stringify(inputs)),
    ...(subject === undefined ? [] : [set('__plugboardSubject', JSON.stringify(subject))]),
    set('__plugboardTrace', wanted.length > 0 || isTraced ? JSON.stringify(trace) : 'undefined'),
  ].join('\n');
  context.unwrapResult(context.evalCode(code, 'prelude.js')).dispose();
}

function endingOf(context: QuickJSContext, error: QuickJSHandle): Ending {
  const isObject = context.typeof(error) === 'object';
  const property = (name: string): string => (isObject ? textOf(context, context.getProp(error, name)) : '');
  const message = isObject ? property('message') : String(context.dump(error));
  const name = property('name');
  const stack = property('stack');
  if (message === 'out of memory' && name === 'InternalError') return { is: 'out of memory', stack };
  if (message === 'stack overflow') return { is: 'out of stack', stack };
  return { is: 'threw', name, message: message.slice(0, longestText), stack };
}

/** Where a program was when it was stopped. There may be no memory left to say so. */
function stackOf(context: QuickJSContext, error: QuickJSHandle | undefined): string {
  try {
    return error === undefined ? '' : textOf(context, context.getProp(error, 'stack'));
  } catch {
    return '';
  }
}

/** What a program leaves behind, however it ended. */
function remains(context: QuickJSContext, { is }: Ending): Omit<Verdict, 'ending'> {
  if (is === 'out of memory') return { stacks: '{}', output: [] };
  try {
    const read = (code: string): string => textOf(context, context.unwrapResult(context.evalCode(code, 'remains.js')));
    const running = Number.parseInt(read('String(globalThis.__plugboardRunning)'), 10);
    return {
      running: Number.isNaN(running) ? undefined : running,
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
