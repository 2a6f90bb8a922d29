import type { Span } from '../../diagnostics/diagnostic.ts';
import { tokenAt } from '../../diagnostics/text-span.ts';
import type { EvaluationContext } from '../evaluation-fault.ts';

/** The place in the stack's own files that a stack trace speaks of. */
export async function spanOfStack(
  stack: string,
  { traces, graph }: Pick<EvaluationContext, 'traces' | 'graph'>,
): Promise<Span | undefined> {
  const [found] = await traces.positionsIn(stack);
  return found && tokenAt(found.file, graph.sources.get(found.file), found.line, found.column);
}
