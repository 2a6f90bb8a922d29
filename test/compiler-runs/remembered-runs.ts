import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type CompilerJob, type CompilerRun, runCompiler } from '../../compiler/typecheck/native-compiler.ts';

const remembered = new Map<string, CompilerRun>();

/** Forgets everything: the types of Plugboard itself may be others now. */
export const forgetRuns = (): void => remembered.clear();

/**
 * Runs the type checker, except for a stack that was checked before, to the letter: most tests plan, apply and plan one
 * stack, or the same as others. What is remembered is what the compiler said in this run of the tests.
 */
export async function rememberedRun(job: CompilerJob, signal: AbortSignal): Promise<CompilerRun> {
  const { args, folder, limits } = job;
  const settings = dirname(args[1] ?? '');
  const here = [folder, settings] as const;
  const files = [...contentOf(folder, here), ...contentOf(settings, here)];
  const key = files.includes(undefined) ? undefined : moved(JSON.stringify([args, limits, files]), here, anywhere);
  const before = key === undefined ? undefined : remembered.get(key);
  if (before !== undefined) return { ...before, output: moved(before.output, anywhere, here) };
  const run = await runCompiler(job, signal);
  if (key !== undefined && !dependsOnMore(run, args[1] ?? '')) {
    remembered.set(key, { ...run, output: moved(run.output, here, anywhere) });
  }
  return run;
}

/** The folders of a stack and of the compiler's settings, which each test has elsewhere. */
type Places = readonly [stack: string, settings: string];

const anywhere: Places = ['<stack>', '<settings>'];

const moved = (text: string, from: Places, to: Places): string =>
  text.replaceAll(from[1], to[1]).replaceAll(from[0], to[0]);

/** What lies in folders above may be another thing the next time, and what was not found may be there. */
function dependsOnMore({ ending, output }: CompilerRun, settings: string): boolean {
  const { files } = JSON.parse(readFileSync(settings, 'utf8')) as { readonly files: readonly string[] };
  return (
    ending !== 'finished' ||
    /TS(?:2307|2688|2792|2882|7016)/.test(output) ||
    files.some((file) => file.includes('node_modules'))
  );
}

const most = 300;

/**
 * Every file below a folder that the compiler may read, with a digest of what is in it; undefined among them for what
 * only the compiler can follow.
 */
function contentOf(folder: string, here: Places): readonly (string | undefined)[] {
  const texts = new Map<string, string>();
  let isKnown = true;
  const visit = (place: string): void => {
    for (const entry of readdirSync(place, { withFileTypes: true })) {
      const path = join(place, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== '.git') visit(path);
      } else {
        isKnown &&= entry.isFile() && texts.size < most;
        if (isKnown && mayBeRead.test(entry.name)) texts.set(path, readFileSync(path, 'utf8'));
      }
    }
  };
  visit(folder);
  if (!isKnown) return [undefined];
  const modules = [...texts].filter(([path]) => !isData(path)).map(([, text]) => text);
  // Commands write plans, ledgers and reports into the folder, and a module that imports data spells its name.
  const read = [...texts].filter(([path]) => !isData(path) || modules.some((text) => text.includes(basename(path))));
  return read.map(([path, text]) => `${path} ${digestOf(moved(text, here, anywhere))}`);
}

const mayBeRead = /\.(?:[cm]?[jt]sx?|json)$/;
const isData = (path: string): boolean => /\.json$/.test(path) && !/^(?:package|tsconfig)\.json$/.test(basename(path));

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
