import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type Diagnostic, diagnostic, type Span } from '../diagnostics/diagnostic.ts';
import { evaluationFault, printable } from './evaluation-fault.ts';
import { type PlacedRun, runPlaced } from './run-placed.ts';
import type { RunOptions } from './run-script.ts';
import type { StackFolder } from './stack-folder.ts';

/** What became of one test. */
interface TestResult {
  readonly name: string;
  /** Absent where it passed. */
  readonly failure?: TestFailure | undefined;
}

export interface TestFailure {
  readonly message: string;
  readonly span?: Span | undefined;
  /** JSON texts of what there is and of what was wanted, where these were compared. */
  readonly found?: string | undefined;
  readonly wanted?: string | undefined;
}

/** What became of a file with tests. */
export interface TestedFile {
  readonly tests: readonly TestResult[];
  /** Why the file did not come to its end. */
  readonly broken?: Diagnostic | undefined;
  readonly output: readonly string[];
}

/** Stacks that a test wants compiled: one for its manifest, two for the plan from the first to the second. */
interface WantedStacks {
  readonly key: string;
  /** What each declares, as the sandbox says it. */
  readonly declared: readonly string[];
}

/** Compiles stacks that tests want; the answer goes into the sandbox as JSON. */
export type CompileStacks = (wanted: WantedStacks) => object;

const ending = '.policy-test.ts';

/** Files with tests of policies in the folder of a stack, in the order of their names; links lead to none. */
export function findTestFiles(folder: StackFolder): readonly string[] {
  return readdirSync(folder.path, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && one.name.endsWith(ending))
    .map((one) => join(one.parentPath, one.name))
    .filter((file) => folder.isOwn(file) && folder.follow(file) === file)
    .sort();
}

const failure = z.object({
  message: z.string().transform(printable),
  stack: z.string(),
  found: z.string().optional(),
  wanted: z.string().optional(),
});
const answer = z.object({
  tests: z.array(z.object({ name: z.string().transform(printable), failure: failure.optional() })),
  wanted: z.array(z.object({ key: z.string(), declared: z.array(z.string()).min(1).max(2) })),
});

/** Each run has what the one before it asked for. A test that asks anew every time runs in a circle. */
const mostRuns = 50;

/** Runs the tests of a file in the sandbox, as often as it takes until no stack is left that they want compiled. */
export async function runTestFile(
  folder: StackFolder,
  file: string,
  options: Omit<RunOptions, 'subject'>,
  sources: Map<string, string>,
  compileStacks: CompileStacks,
): Promise<TestedFile> {
  const compiled: Record<string, object> = {};
  for (let runs = 0; runs < mostRuns; runs += 1) {
    const given = { ...options, subject: JSON.stringify(compiled) };
    const run = await runPlaced(folder, { ask: 'tests', file }, given, sources, isFaulty);
    const output = run.verdict.output.map((line) => printable(line.slice(0, 2_000)));
    const read = reading(run, sources);
    if ('code' in read) return { tests: [], broken: read, output };
    if (read.wanted.length === 0) {
      return { tests: read.tests.map((one) => ({ ...one, failure: one.failure && placed(one.failure, run) })), output };
    }
    for (const wanted of read.wanted) compiled[wanted.key] = compileStacks(wanted);
  }
  return { tests: [], broken: diagnostic('PB133', 'The tests want ever more stacks compiled.'), output: [] };
}

type Answer = z.infer<typeof answer>;

function placed({ stack, ...said }: NonNullable<Answer['tests'][number]['failure']>, run: PlacedRun): TestFailure {
  return { ...said, span: run.spanOf(stack) };
}

function isFaulty(result: string): boolean {
  const { tests = [], wanted = [] } = parsed(result) ?? {};
  return wanted.length === 0 && tests.some((one) => one.failure !== undefined);
}

function reading(
  { verdict, limits, spanOf, diagnostics }: PlacedRun,
  sources: Map<string, string>,
): Answer | Diagnostic {
  const [broken] = diagnostics;
  if (broken !== undefined) return broken;
  const { ending: end, running } = verdict;
  if (end.is === 'finished') {
    return parsed(end.result) ?? diagnostic('PB133', 'What the tests came to cannot be read.');
  }
  const { message, hint } = evaluationFault(end, limits, () => [], sources);
  const what = running === undefined ? 'The file' : `Test ${running + 1} of the file`;
  const span = 'stack' in end ? spanOf(end.stack) : undefined;
  return diagnostic('PB133', message.replace('The program', what), {
    ...(span === undefined ? {} : { span }),
    ...(hint === undefined ? {} : { hint }),
  });
}

function parsed(text: string): Answer | undefined {
  try {
    return answer.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
