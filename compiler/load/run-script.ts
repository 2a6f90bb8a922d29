import { resolve } from 'node:path';
import type { Bundled } from './bundle.ts';
import { type Entry, entryScript } from './entry.ts';
import type { Limits } from './evaluation-fault.ts';
import type { LoadOptions } from './load-options.ts';
import { usualMegabytes, usualMilliseconds, type Verdict } from './sandbox/protocol.ts';
import { openSandbox } from './sandbox/sandbox.ts';
import { bundleFinder, type FindSource, moduleFinder } from './source-positions.ts';
import type { StackFolder } from './stack-folder.ts';
import { typeStripper } from './strip-types.ts';

/** A program that was run. */
export interface Run {
  readonly verdict: Verdict;
  readonly limits: Limits;
  /** Runs it once more, with an eye on the declarations of these numbers; undefined where its code is another by now. */
  readonly again: (wanted: readonly number[]) => Promise<Verdict | undefined>;
  /** Makes sense of stack traces, of the first run and of others. */
  readonly finder: () => Promise<FindSource>;
}

/** Which program is run, and how. `subject` is what its policies look at. */
export interface RunOptions extends Omit<LoadOptions, 'packagesOf'> {
  readonly subject?: string | undefined;
}

/** Bundles a program. */
export type Bundler = (withMap: 'with map' | 'without map') => Promise<Bundled>;

/** Bundles a program and the script of ours that imports it when it has to be, and with a map at most once. */
export function bundlerOf(folder: StackFolder, entry: Entry, sources: Map<string, string>): Bundler {
  let mapped: Promise<Bundled> | undefined;
  const fresh: Bundler = async (withMap) => {
    // Most programs can do without, and then it need not be loaded.
    const { bundle } = await import('./bundle.ts');
    const bundled = await bundle(folder, entryScript(folder.stackFile, entry), withMap);
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
 * throws: the bundler has the last word on what is wrong with a program. Files that may hold ignore comments, and later
 * those that stack traces name, are added to `sources`.
 */
export async function runModules(
  folder: StackFolder,
  entry: Entry,
  sources: Map<string, string>,
  { stackFile, inputs, meanwhile, limits, subject, standby }: RunOptions,
): Promise<Run | undefined> {
  const megabytes = limits?.megabytes ?? usualMegabytes;
  const job = { inputs: JSON.stringify(inputs), subject, entry, stackFile: resolve(stackFile) };
  const open = standby?.openSandbox ?? openSandbox;
  const running = open({ megabytes }).evaluateModules({
    ...job,
    wanted: [],
    milliseconds: limits?.milliseconds,
  });
  meanwhile?.();
  const run = await running;
  if (run === undefined || run.verdict.ending.is === 'threw' || run.verdict.ending.is === 'out of stack') {
    return undefined;
  }
  const { verdict, milliseconds } = run;
  for (const [name, text] of run.texts) sources.set(name, text);
  return {
    verdict,
    limits: { milliseconds, megabytes },
    again: async (wanted) => {
      const second = await open({ megabytes }).evaluateModules({ ...job, wanted, milliseconds });
      return second?.digest === run.digest ? second.verdict : undefined;
    },
    finder: async () => {
      const strip = await typeStripper();
      return strip === undefined ? () => [] : moduleFinder(folder, strip, sources);
    },
  };
}

/** Runs the program as one script that a bundler has made. */
export async function runBundle(
  folder: StackFolder,
  bundler: Bundler,
  withMap: 'with map' | 'without map',
  { inputs, meanwhile, limits, subject }: RunOptions,
): Promise<Run | Pick<Bundled, 'diagnostics'>> {
  const megabytes = limits?.megabytes ?? usualMegabytes;
  // It starts up while the program is bundled.
  const sandbox = openSandbox({ megabytes });
  try {
    const { code, diagnostics } = await bundler(withMap);
    if (code === undefined) return { diagnostics };
    const milliseconds = limits?.milliseconds ?? usualMilliseconds(code.length);
    const job = { inputs: JSON.stringify(inputs), subject, milliseconds };
    const evaluating = sandbox.evaluate({ ...job, wanted: [], code });
    meanwhile?.();
    return {
      verdict: await evaluating,
      limits: { milliseconds, megabytes },
      again: async (wanted) => {
        const { code: same } = await bundler('with map');
        return same === code ? openSandbox({ megabytes }).evaluate({ ...job, wanted, code }) : undefined;
      },
      finder: async () => bundleFinder((await bundler('with map')).map, folder),
    };
  } finally {
    sandbox.close();
  }
}
