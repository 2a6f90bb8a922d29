import { readFileSync } from 'node:fs';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import type { Declared } from '../model.ts';
import type { Entry } from './entry.ts';
import { evaluationFault, type Limits, printable } from './evaluation-fault.ts';
import { exportSpan } from './export-span.ts';
import type { LoadOptions } from './load-options.ts';
import { type Program, programOf } from './program.ts';
import { bundlerOf, runBundle, runModules } from './run-script.ts';
import type { Verdict } from './sandbox/protocol.ts';
import type { FindSource } from './source-positions.ts';
import type { StackFolder } from './stack-folder.ts';
import { traces } from './traces.ts';

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

const entry: Entry = { ask: 'declared' };

/** Runs a program in a sandbox and reads what it declares. */
export async function evaluate(folder: StackFolder, options: LoadOptions): Promise<Evaluated> {
  const sources = new Map<string, string>();
  const run =
    (await runModules(folder, entry, sources, options)) ??
    (await runBundle(folder, bundlerOf(folder, entry, sources), 'without map', options));
  if ('diagnostics' in run) {
    return { declared: undefined, diagnostics: run.diagnostics, program: undeclared(sources), output: [], sources };
  }
  const { verdict, limits, again, finder } = run;
  const retrace = async (wanted: readonly number[]): Promise<ReadonlyMap<number, string>> => {
    const traced = traces(verdict);
    return wanted.every((call) => traced.has(call)) ? traced : traces(await again(wanted));
  };
  return {
    ...placed(await readingOf(verdict, limits, finder, sources), folder, sources),
    program: programOf(sources, retrace, finder),
    output: verdict.output.slice(0, 1000).map((line) => printable(line.slice(0, 2000))),
    sources,
  };
}

type Reading = Pick<Evaluated, 'declared' | 'diagnostics'>;

/** What is wrong with a program as a whole is said where it exports what it declares. */
function placed({ declared, diagnostics }: Reading, folder: StackFolder, sources: Map<string, string>): Reading {
  const isPlaced = ({ code, place, span }: Diagnostic): boolean =>
    place !== undefined || span !== undefined || !aboutTheWhole.has(code);
  if (diagnostics.every(isPlaced)) return { declared, diagnostics };
  const name = folder.nameOf(folder.stackFile);
  const text = sources.get(name) ?? readFileSync(folder.stackFile, 'utf8');
  sources.set(name, text);
  const span = exportSpan(name, text);
  return { declared, diagnostics: diagnostics.map((one) => (isPlaced(one) ? one : atWhole(one, span))) };
}

/** A label says what is the matter with a place, and this one is only where to begin to look. */
const atWhole = ({ label: _, ...found }: Diagnostic, span: Span): Diagnostic => ({ ...found, span });

const aboutTheWhole: ReadonlySet<Diagnostic['code']> = new Set(['PB104', 'PB105', 'PB106', 'PB107', 'PB110']);

/** A program that made no declarations: there is nothing in it to look up. */
export const undeclared = (sources: ReadonlyMap<string, string>): Program =>
  programOf(
    sources,
    async () => new Map(),
    async () => () => [],
  );

async function readingOf(
  { ending }: Verdict,
  limits: Limits,
  finder: () => Promise<FindSource>,
  sources: ReadonlyMap<string, string>,
): Promise<Reading> {
  if (ending.is !== 'finished') {
    const find = ending.stack === '' ? (): readonly [] => [] : await finder();
    return { declared: undefined, diagnostics: [evaluationFault(ending, limits, find, sources)] };
  }
  // Read in while the sandbox works: every other module of this room is needed before.
  const { readDeclared } = await import('./declared-text.ts');
  const reading = readDeclared(ending.result);
  return 'declared' in reading
    ? { declared: reading.declared, diagnostics: [] }
    : { declared: undefined, diagnostics: reading.diagnostics };
}
