import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Declared } from '../model.ts';
import { type Job, usualMilliseconds, type Verdict } from '../sandbox/protocol.ts';
import { type EvaluationContext, evaluationFault, printable } from './evaluation-fault.ts';
import type { ModuleGraph } from './graph/whole-program.ts';
import type { LoadOptions } from './load-options.ts';
import type { OpenProgram } from './open-program.ts';
import { exportSpan } from './places/export-span.ts';
import { type Program, programOf, programWithoutCalls } from './places/program.ts';
import { stackTraces } from './places/source-positions.ts';

/** What came of evaluating a program. */
export interface Evaluated {
  /** Absent where it was not evaluated to its end. */
  readonly declared: Declared | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly program: Program;
  readonly output: readonly string[];
}

/** A program that was run, and what is needed to speak of that. */
export interface Run {
  readonly verdict: Verdict;
  readonly context: EvaluationContext;
  readonly again: (wanted: readonly number[]) => Promise<Verdict>;
}

/** Runs a program that was read. */
export async function run(
  { sandbox, megabytes }: OpenProgram,
  graph: ModuleGraph,
  { inputs, limits, meanwhile, session }: Pick<LoadOptions, 'inputs' | 'limits' | 'meanwhile' | 'session'>,
  question: Pick<Job, 'question' | 'subject'>,
): Promise<Run> {
  const milliseconds = limits?.milliseconds ?? usualMilliseconds(graph.characters);
  const job = { ...question, entry: graph.entry, inputs: JSON.stringify(inputs), milliseconds };
  const running = sandbox.run({ ...job, wanted: [] }, session?.signal);
  meanwhile?.();
  return {
    verdict: await running,
    context: { limits: { milliseconds, megabytes }, graph, traces: stackTraces(graph, sandbox.mapOf) },
    again: (wanted) => sandbox.run({ ...job, wanted }),
  };
}

/** Runs a program in a sandbox and reads what it declares. */
export async function evaluate(opened: OpenProgram, graph: ModuleGraph, options: LoadOptions): Promise<Evaluated> {
  if (graph.diagnostics.length > 0 || !graph.modules.has(graph.entry)) {
    opened.sandbox.close();
    return { declared: undefined, diagnostics: [], program: programWithoutCalls(graph.sources), output: [] };
  }
  const { verdict, context, again } = await run(opened, graph, options, { question: 'declared' });
  const traced = async (wanted: readonly number[]): Promise<ReadonlyMap<number, string>> =>
    (await again(wanted)).traces;
  return {
    ...placed(await readingOf(verdict, context), graph),
    program: programOf(graph.sources, traced, context.traces),
    output: verdict.output.slice(0, 1000).map((line) => printable(line.slice(0, 2000))),
  };
}

type Reading = Pick<Evaluated, 'declared' | 'diagnostics'>;

/** What is wrong with a program as a whole is said where it exports what it declares. */
function placed({ declared, diagnostics }: Reading, { entry, sources }: ModuleGraph): Reading {
  const isPlaced = ({ code, place, span }: Diagnostic): boolean =>
    place !== undefined || span !== undefined || !aboutTheWhole.has(code);
  if (diagnostics.every(isPlaced)) return { declared, diagnostics };
  const span = exportSpan(entry, sources.get(entry) ?? '');
  // A label says what is the matter with a place, and this one is only where to begin to look.
  const atWhole = ({ label: _, ...found }: Diagnostic): Diagnostic => ({ ...found, span });
  return { declared, diagnostics: diagnostics.map((one) => (isPlaced(one) ? one : atWhole(one))) };
}

const aboutTheWhole: ReadonlySet<string> = new Set<Diagnostic['code']>([
  'PB102',
  'PB104',
  'PB105',
  'PB106',
  'PB107',
  'PB108',
  'PB110',
  'PB135',
]);

async function readingOf({ ending, asked }: Verdict, context: EvaluationContext): Promise<Reading> {
  if (ending.is !== 'finished') {
    return { declared: undefined, diagnostics: [await evaluationFault(ending, context, asked)] };
  }
  // Read in while the sandbox works: every other module of this room is needed before.
  const { readDeclared } = await import('./declared/declared-text.ts');
  const reading = readDeclared(ending.result);
  return 'declared' in reading
    ? { declared: reading.declared, diagnostics: [] }
    : { declared: undefined, diagnostics: reading.diagnostics };
}
