import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type Diagnostic, diagnostic, type Span } from '../diagnostics/diagnostic.ts';
import type { StackFolder } from '../files/stack-folder.ts';
import { run } from './evaluate.ts';
import { evaluationFault, printable } from './evaluation-fault.ts';
import type { ModuleGraph } from './graph/whole-program.ts';
import type { LoadOptions } from './load-options.ts';
import type { OpenProgram } from './open-program.ts';
import { spanOfStack } from './places/span-of-stack.ts';

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
  /** What each declares, as the engine wrote it down. */
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
  wanted: z.array(z.object({ key: z.string(), declared: z.array(z.int()).min(1).max(2) })),
});

/** Each run has what the one before it asked for. A test that asks anew every time runs in a circle. */
const mostRuns = 50;

/** Runs the tests of a file in the sandbox, as often as it takes until no stack is left that they want compiled. */
export async function runTestFile(
  opened: OpenProgram,
  graph: ModuleGraph,
  options: Pick<LoadOptions, 'inputs' | 'limits'>,
  compileStacks: CompileStacks,
): Promise<TestedFile> {
  const [unread] = graph.diagnostics;
  if (unread !== undefined) return { tests: [], broken: unread, output: [] };
  const compiled: Record<string, object> = {};
  for (let runs = 0; runs < mostRuns; runs += 1) {
    const question = { question: 'tests', subject: JSON.stringify(compiled) } as const;
    const { verdict, context } = await run(opened, graph, options, question);
    const output = verdict.output.map(printable);
    const { ending: end, running, asked } = verdict;
    if (end.is !== 'finished') {
      const found = await evaluationFault(end, context, asked);
      return { tests: [], broken: runningIn(found, running), output };
    }
    const read = parsed(end.result);
    if (read === undefined) {
      return { tests: [], broken: diagnostic('PB133', 'What the tests came to cannot be read.'), output };
    }
    if (read.wanted.length === 0) {
      const tests = read.tests.map(async ({ failure: failed, ...one }) => {
        if (failed === undefined) return one;
        const { stack, ...said } = failed;
        return { ...one, failure: { ...said, span: await spanOfStack(stack, context) } };
      });
      return { tests: await Promise.all(tests), output };
    }
    for (const { key, declared } of read.wanted) {
      compiled[key] = compileStacks({ key, declared: declared.map((number) => end.written[number] ?? '') });
    }
  }
  return { tests: [], broken: diagnostic('PB133', 'The tests want ever more stacks compiled.'), output: [] };
}

type Answer = z.infer<typeof answer>;

/** What is wrong with a program is, of tests, what is wrong with one of them or with their file. */
function runningIn({ message, hint, span }: Diagnostic, running: number | undefined): Diagnostic {
  const what = running === undefined ? 'The file' : `Test ${running + 1} of the file`;
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
