import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import type { Entry } from './entry.ts';
import type { Limits } from './evaluation-fault.ts';
import { bundlerOf, type Run, type RunOptions, runBundle, runModules } from './run-script.ts';
import type { Verdict } from './sandbox/protocol.ts';
import type { StackFolder } from './stack-folder.ts';
import { tokenAt } from './text-span.ts';

/** What became of a script, with a look at the places that it names. */
export interface PlacedRun {
  readonly verdict: Verdict;
  readonly limits: Limits;
  /** The place in the stack's own files that a stack trace speaks of. */
  readonly spanOf: (stack: string) => Span | undefined;
  /** Why it could not be put together. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Runs a script of ours and the program that it imports. Where it threw, or `isFaulty` says that its result has stack
 * traces to make sense of, it is run once more by the way that has a source map.
 */
export async function runPlaced(
  folder: StackFolder,
  entry: Entry,
  options: RunOptions,
  sources: Map<string, string>,
  isFaulty: (result: string) => boolean,
): Promise<PlacedRun> {
  const plain = await runModules(folder, entry, sources, options);
  if (plain !== undefined && !(plain.verdict.ending.is === 'finished' && isFaulty(plain.verdict.ending.result))) {
    return { ...resultOf(plain), spanOf: () => undefined, diagnostics: [] };
  }
  const run = await runBundle(folder, bundlerOf(folder, entry, sources), 'with map', options);
  if ('diagnostics' in run) {
    return { ...resultOf(undefined), spanOf: () => undefined, diagnostics: run.diagnostics };
  }
  const find = await run.finder();
  const spanOf = (stack: string): Span | undefined => {
    const [found] = find(stack);
    return found && tokenAt(found.file, sources.get(found.file), found.line, found.column);
  };
  return { ...resultOf(run), spanOf, diagnostics: [] };
}

const resultOf = (run: Run | undefined): Pick<PlacedRun, 'verdict' | 'limits'> => ({
  verdict: run?.verdict ?? { ending: { is: 'finished', result: '' }, stacks: '{}', output: [] },
  limits: run?.limits ?? { milliseconds: 0, megabytes: 0 },
});
