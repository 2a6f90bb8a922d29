import type { QuickJSContext, QuickJSHandle } from 'quickjs-emscripten-core';
import type { BoundedText } from './bounded-text.ts';
import { commonCode, commonFunction, loadingName, type ModuleCode, plainName, wholeName } from './module-code.ts';
import { entryCode, entryName, ownCode, ownTarget } from './own-modules.ts';
import type { ProgramModule } from './program-module.ts';
import type { Ending, Job, Verdict } from './protocol.ts';
import type { ReadyEngine } from './ready-engine.ts';
import { writtenValue } from './written-value.ts';

/** The modules of a program, with their code. */
type Modules = ReadonlyMap<string, { readonly module: ProgramModule; readonly code: ModuleCode }>;

/** What ten thousand projects with ten connections each come to is less than half of it. */
const longestResult = 64_000_000;
const mostTraces = 10_000;

/** Links a program from its modules and runs it. What the host has to know of that, it notes itself. */
export function runProgram(engine: ReadyEngine, modules: Modules, job: Job): Verdict {
  const { context, text, noted, isLate, isExhausted } = engine;
  const traces = new Map<number, string>();
  const seen: Seen = { written: [], characters: 0 };
  engine.startClock(job.milliseconds);
  const run = (): Ending => {
    prepare(context, job, seen, traces, text);
    provide(context, modules, job, seen);
    const error = errorOf(context);
    const stack = (): string => (error === undefined || error === 'waiting' ? '' : stackOf(error, text));
    if (isExhausted()) return { is: 'out of memory', stack: stack() };
    if (isLate()) return { is: 'out of time', stack: stack() };
    if (error === 'waiting') return { is: 'waiting' };
    if (error !== undefined) return endingOf(context, error, seen, text);
    return resultOf(context, seen);
  };
  const ending = ((): Ending => {
    try {
      return run();
    } catch (error) {
      if (isExhausted()) return { is: 'out of memory', stack: '' };
      if (isLate()) return { is: 'out of time', stack: '' };
      // The host's own stack or QuickJS's state gave way: whatever it was, the program did it.
      return error instanceof RangeError ? { is: 'out of stack', stack: '' } : { is: 'out of memory', stack: '' };
    }
  })();
  return { ending, traces, output: noted.output, running: seen.running, asked: noted.asked };
}

/** What the host notes while a program is linked and runs. */
interface Seen {
  hasStarted?: boolean;
  unresolved?: { readonly importer: string; readonly specifier: string };
  unreadable?: string;
  running?: number;
  /** What the program handed over, and how long it is altogether. */
  readonly written: string[];
  characters: number;
}

function prepare(
  context: QuickJSContext,
  { inputs, wanted, subject }: Job,
  seen: Seen,
  traces: Map<number, string>,
  text: BoundedText,
): void {
  const define = (name: string, run: (...values: readonly QuickJSHandle[]) => QuickJSHandle | undefined): void => {
    const handle = context.newFunction(name, (...values) => run(...values) ?? context.undefined);
    context.setProp(context.global, name, handle);
    handle.dispose();
  };
  define('__plugboardStarted', () => {
    seen.hasStarted = true;
    return undefined;
  });
  define('__plugboardWrite', (value) => {
    const written = value && writtenValue(context, value);
    if (written === undefined) return undefined;
    seen.characters += written.length;
    return seen.characters > longestResult ? undefined : context.newNumber(seen.written.push(written) - 1);
  });
  define('__plugboardBegins', (index) => {
    if (index !== undefined) seen.running = context.getNumber(index);
    return undefined;
  });
  define('__plugboardTraced', (call, stack) => {
    if (call !== undefined && stack !== undefined && traces.size < mostTraces) {
      traces.set(context.getNumber(call), text.read(stack));
    }
    return undefined;
  });
  const set = (name: string, value: string): string => `globalThis.${name} = ${value};`;
  const code = [
    set('__plugboardInputs', JSON.stringify(inputs)),
    ...(subject === undefined ? [] : [set('__plugboardSubject', JSON.stringify(subject))]),
    ...(wanted.length === 0
      ? []
      : [
          set(
            '__plugboardTrace',
            `{ wanted: ${JSON.stringify(Object.fromEntries(wanted.map((call) => [call, true])))}, made: {} }`,
          ),
        ]),
  ].join('\n');
  context.unwrapResult(context.evalCode(code, '<prepare>')).dispose();
}

class Unlinked extends Error {}

/** Has the engine get its modules, and CommonJS files what they require. */
function provide(context: QuickJSContext, modules: Modules, { question, entry }: Job, seen: Seen): void {
  const target = (importer: string, specifier: string): string => {
    const from = modules.get(plainName(importer))?.module;
    if (specifier === loadingName && from?.isOwn !== true) return specifier;
    // What stands in the place of a CommonJS file names modules as they are called.
    if (from?.format === 'commonjs') return specifier;
    const name = from === undefined ? ownTarget(importer, specifier) : linkOf(from, specifier);
    if (name === undefined) {
      seen.unresolved ??= { importer, specifier };
      throw new Unlinked(`\`${specifier}\` cannot be imported.`);
    }
    const isWhole = from?.isNodeModule === true && modules.get(name)?.module.format === 'commonjs';
    return isWhole ? wholeName(name) : name;
  };
  context.runtime.setModuleLoader(
    (name) => {
      if (name === entryName) return entryCode(question, entry);
      const common = modules.get(plainName(name))?.module;
      if (common?.format === 'commonjs')
        return commonCode(common, !modules.has(name), modulesRequiredBy(common, modules));
      const code = modules.has(name) ? modules.get(name)?.code : ownCode(name);
      if (code === undefined) {
        seen.unreadable ??= name;
        throw new Unlinked(`\`${name}\` cannot be read.`);
      }
      return code;
    },
    (importer, specifier) => (importer === entryName || importer === '<run>' ? specifier : target(importer, specifier)),
  );

  const common = context.newObject();
  const compile = context.newFunction('compile', (handle) => {
    const name = context.getString(handle);
    const module = modules.get(name)?.module;
    if (module === undefined) throw new Error(`There is no \`${name}\`.`);
    if (module.format === 'json') return context.evalCode(`JSON.parse(${JSON.stringify(module.text)})`, name);
    if (module.format !== 'commonjs') throw new Error(`\`${name}\` is an ECMAScript module and cannot be required.`);
    return context.evalCode(commonFunction(module.text), name);
  });
  const link = context.newFunction('link', (importer, specifier) => {
    const from = modules.get(context.getString(importer))?.module;
    const name = from && linkOf(from, context.getString(specifier));
    if (name === undefined) throw new Error(`Cannot find module '${context.getString(specifier)}'`);
    return context.newString(name);
  });
  context.setProp(common, 'compile', compile);
  context.setProp(common, 'link', link);
  context.setProp(context.global, '__plugboardCommonJs', common);
  for (const handle of [compile, link, common]) handle.dispose();
}

/** The modules that CommonJS files require, from one of them on. */
function modulesRequiredBy(common: ProgramModule, modules: Modules): readonly string[] {
  const required = new Set<string>();
  const files = new Set([common]);
  for (const file of files) {
    for (const name of Object.values(file.links)) {
      const module = modules.get(name)?.module;
      if (module?.format === 'commonjs') files.add(module);
      else if (module?.format !== 'json') required.add(name);
    }
  }
  return [...required];
}

const linkOf = ({ links }: ProgramModule, specifier: string): string | undefined =>
  Object.hasOwn(links, specifier) ? links[specifier] : undefined;

/** Why the program did not come to its end: modules give a promise, also where there is nothing to wait for. */
function errorOf(context: QuickJSContext): QuickJSHandle | 'waiting' | undefined {
  const running = context.evalCode(`import ${JSON.stringify(entryName)};`, '<run>', { type: 'module' });
  // What comes later gets nothing more to read.
  context.runtime.removeModuleLoader();
  if (running.error !== undefined) return running.error;
  const state = context.getPromiseState(running.value);
  if (state.type === 'pending') return 'waiting';
  return state.type === 'rejected' ? state.error : undefined;
}

function resultOf(context: QuickJSContext, { written, characters: writtenCharacters }: Seen): Ending {
  if (writtenCharacters > longestResult) return { is: 'too much to read', characters: writtenCharacters };
  const result = context.getProp(context.global, '__plugboardResult');
  const type = context.typeof(result);
  if (type === 'number') return { is: 'finished', result: written[context.getNumber(result)] ?? '', written: [] };
  if (type !== 'string') return { is: 'finished', result: '', written };
  // Of a text itself, and not of an object that says so.
  const characters = context.getNumber(context.getProp(result, 'length'));
  if (characters > longestResult) return { is: 'too much to read', characters };
  return { is: 'finished', result: context.getString(result), written };
}

function endingOf(context: QuickJSContext, error: QuickJSHandle, seen: Seen, text: BoundedText): Ending {
  const type = context.typeof(error);
  const isObject = (type === 'object' && !context.eq(error, context.null)) || type === 'function';
  const property = (name: string): string => (isObject ? text.property(error, name) : '');
  const message = isObject ? property('message') : text.read(error) || String(context.dump(error));
  const name = property('name');
  const stack = property('stack');
  if (seen.hasStarted !== true) {
    // Nothing of the program has run yet: these are the engine's own words.
    if (seen.unresolved !== undefined) return { is: 'unresolved', ...seen.unresolved };
    if (seen.unreadable !== undefined) return { is: 'unreadable', module: seen.unreadable, line: undefined };
    const [, exported, module] = /^Could not find export '(.*)' in module '(.*)'$/.exec(message) ?? [];
    if (exported !== undefined && module !== undefined) return { is: 'not exported', name: exported, module };
    const [, place = '', line] = /^\s*at (.+?):(\d+)(?::\d+)?\s*$/m.exec(stack) ?? [];
    return { is: 'unreadable', module: place, line: line === undefined ? undefined : Number(line) };
  }
  if (message === 'stack overflow') return { is: 'out of stack', stack };
  return { is: 'threw', name, message, stack };
}

/** Where a program was when it was stopped. There may be no memory left to say so. */
function stackOf(error: QuickJSHandle, text: BoundedText): string {
  try {
    return text.property(error, 'stack');
  } catch {
    return '';
  }
}
