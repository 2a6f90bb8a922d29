import * as z from 'zod';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import { run } from './evaluate.ts';
import { evaluationFault, printable } from './evaluation-fault.ts';
import type { ModuleGraph } from './graph/whole-program.ts';
import type { LoadOptions } from './load-options.ts';
import type { OpenProgram } from './open-program.ts';
import { spanOfStack } from './places/span-of-stack.ts';

/** What one policy said. */
interface PolicyResult {
  readonly findings: readonly PolicyFinding[];
  /** Why it came to no result. */
  readonly fault?: PolicyFault | undefined;
}

interface PolicyFinding {
  readonly severity: 'error' | 'warning' | 'hint';
  readonly address: string;
  readonly message: string;
  readonly hint?: string | undefined;
  /** A property, as the author writes it. */
  readonly property?: string | undefined;
}

interface PolicyFault {
  readonly message: string;
  /** Where it went wrong, if that can be told. */
  readonly span?: Span | undefined;
  /** An address that it named and that is not there. */
  readonly address?: string | undefined;
}

/** What the policies of a program said, in their order; or that one of them, the last that was begun, was stopped. */
export type PolicyAnswer = (
  | { readonly results: readonly PolicyResult[] }
  | { readonly stopped: Diagnostic; readonly running: number | undefined }
) & {
  /** Lines that policies wrote with `console`. */
  readonly output: readonly string[];
};

/** A message is for a terminal and for the forms of a report: what is longer says no more. */
const longestMessage = 2_000;

const words = z.string().transform((text) => printable(text.slice(0, longestMessage)));

const finding = z.object({
  severity: z.enum(['error', 'warning', 'hint']),
  address: z.string(),
  message: words,
  hint: words.optional(),
  property: z.string().optional(),
});
const fault = z.object({ message: words, stack: z.string(), address: z.string().optional() });
const results = z.array(z.object({ findings: z.array(finding), fault: fault.optional() }));

/**
 * Runs a program once more, in a sandbox like the first, and then its policies on `subject`. A program can tamper with
 * everything in there, so nothing about the answer is taken for granted.
 */
export async function runPolicies(
  opened: OpenProgram,
  graph: ModuleGraph,
  options: LoadOptions,
  subject: string,
): Promise<PolicyAnswer> {
  const { inputs, limits } = options;
  const { verdict, context } = await run(opened, graph, { inputs, limits }, { question: 'policies', subject });
  const { ending, running, asked } = verdict;
  const output = verdict.output.map(printable);
  if (ending.is !== 'finished') {
    const { span: _, ...stopped } = await evaluationFault(ending, context, asked);
    return { stopped, running, output };
  }
  const results = read(ending.result).map(async ({ findings, fault: failed }) => {
    if (failed === undefined) return { findings };
    const { stack, ...said } = failed;
    return { findings, fault: { ...said, span: await spanOfStack(stack, context) } };
  });
  return { output, results: await Promise.all(results) };
}

function read(text: string): z.infer<typeof results> {
  try {
    return results.parse(JSON.parse(text));
  } catch {
    return [];
  }
}
