import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Declared } from '../model.ts';
import type { Bundled } from './bundle.ts';
import { evaluationFault, type Limits, printable } from './evaluation-fault.ts';
import type { LoadOptions } from './load-options.ts';
import { type Program, programOf } from './program.ts';
import { type Job, usualMilliseconds, type Verdict } from './sandbox/protocol.ts';
import { openSandbox } from './sandbox/sandbox.ts';
import { type FindSource, sourceFinder } from './source-positions.ts';
import type { StackFolder } from './stack-folder.ts';

/** What came of evaluating a program. */
export interface Evaluated {
  /** Absent where it was not evaluated to its end. */
  readonly declared: Declared | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly program: Program;
  readonly output: readonly string[];
  /** The stack's own files that were looked at so far, by their name in messages. */
  readonly sources: Map<string, string>;
}

/** A program that was run, and what it takes to run it again. */
interface Run {
  readonly verdict: Verdict;
  readonly job: Pick<Job, 'inputs' | 'wanted'>;
  readonly limits: Limits;
}

/** Runs a program in a sandbox and reads what it declares. */
export async function evaluate(folder: StackFolder, options: LoadOptions): Promise<Evaluated> {
  const sources = new Map<string, string>();
  const bundler = bundlerOf(folder, sources);
  const run = (await runModules(options)) ?? (await runScript(bundler, options));
  if ('diagnostics' in run) {
    return { declared: undefined, diagnostics: run.diagnostics, program: undeclared(sources), output: [], sources };
  }
  const { verdict, job, limits } = run;
  const finder = async (): Promise<FindSource> => sourceFinder((await bundler('with map')).map, folder);
  const retrace = async (wanted: readonly number[]): Promise<ReadonlyMap<number, string>> => {
    const [{ code }, { traces }] = await Promise.all([bundler('with map'), import('./traces.ts')]);
    return code === undefined
      ? new Map()
      : traces(openSandbox(limits), { ...job, ...limits, code, wanted }, verdict.ending);
  };
  return {
    ...(await readingOf(verdict, limits, finder, sources)),
    program: programOf(sources, retrace, finder),
    output: verdict.output.slice(0, 1000).map((line) => printable(line.slice(0, 2000))),
    sources,
  };
}

/** A program that made no declarations: there is nothing in it to look up. */
export const undeclared = (sources: ReadonlyMap<string, string>): Program =>
  programOf(
    sources,
    async () => new Map(),
    async () => () => undefined,
  );

type Bundler = (withMap: 'with map' | 'without map') => Promise<Bundled>;

/** Bundles a program when it has to be, and with a map at most once. */
function bundlerOf(folder: StackFolder, sources: Map<string, string>): Bundler {
  let mapped: Promise<Bundled> | undefined;
  const fresh: Bundler = async (withMap) => {
    // Most programs can do without, and then it need not be loaded.
    const { bundle } = await import('./bundle.ts');
    const bundled = await bundle(folder, withMap);
    for (const [name, text] of bundled.sources) sources.set(name, text);
    return bundled;
  };
  return (withMap) => {
    if (withMap === 'without map') return fresh(withMap);
    mapped ??= fresh(withMap);
    return mapped;
  };
}

/**
 * Runs the program as the modules that it is made of. Undefined where only a bundler can put it together, and where it
 * throws: the bundler has a map to say where.
 */
async function runModules({ stackFile, inputs, meanwhile, limits }: LoadOptions): Promise<Run | undefined> {
  const megabytes = limits?.megabytes ?? usualMegabytes;
  const job = { inputs: JSON.stringify(inputs), wanted: [] };
  const running = openSandbox({ megabytes }).evaluateModules({
    ...job,
    stackFile: resolve(stackFile),
    milliseconds: limits?.milliseconds,
  });
  meanwhile?.();
  const run = await running;
  if (run === undefined || run.verdict.ending.is === 'threw' || run.verdict.ending.is === 'out of stack') {
    return undefined;
  }
  const { verdict, milliseconds } = run;
  return { verdict, job, limits: { milliseconds, megabytes } };
}

async function runScript(
  bundler: Bundler,
  { inputs, meanwhile, limits }: LoadOptions,
): Promise<Run | Pick<Bundled, 'diagnostics'>> {
  const megabytes = limits?.megabytes ?? usualMegabytes;
  // It starts up while the program is bundled.
  const sandbox = openSandbox({ megabytes });
  try {
    const { code, diagnostics } = await bundler('without map');
    if (code === undefined) return { diagnostics };
    const milliseconds = limits?.milliseconds ?? usualMilliseconds(code.length);
    const job = { inputs: JSON.stringify(inputs), wanted: [] };
    const evaluating = sandbox.evaluate({ ...job, code, milliseconds });
    meanwhile?.();
    return { verdict: await evaluating, job, limits: { milliseconds, megabytes } };
  } finally {
    sandbox.close();
  }
}

const usualMegabytes = 256;

async function readingOf(
  { ending }: Verdict,
  limits: Limits,
  finder: () => Promise<FindSource>,
  sources: ReadonlyMap<string, string>,
): Promise<Pick<Evaluated, 'declared' | 'diagnostics'>> {
  if (ending.is !== 'finished') {
    const find = 'stack' in ending ? await finder() : (): undefined => undefined;
    return { declared: undefined, diagnostics: [evaluationFault(ending, limits, find, sources)] };
  }
  // Read in while the sandbox works: every other module of this room is needed before.
  const { readDeclared } = await import('./declared-text.ts');
  const reading = readDeclared(ending.result);
  return 'declared' in reading
    ? { declared: reading.declared, diagnostics: [] }
    : { declared: undefined, diagnostics: reading.diagnostics };
}
