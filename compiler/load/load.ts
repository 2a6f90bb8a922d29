import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/sort.ts';
import type { Declared } from '../model.ts';
import { type Bundled, bundle } from './bundle.ts';
import { evaluationFault, type Limits, printable } from './evaluation-fault.ts';
import { readKindFiles } from './kind-files.ts';
import { type Program, programOf } from './program.ts';
import { openSandbox, type Sandbox } from './sandbox/sandbox.ts';
import { type FindSource, sourceFinder } from './source-positions.ts';
import { openStackFolder, type StackFolder } from './stack-folder.ts';
import { traces } from './traces.ts';
import { checkTypes } from './type-check.ts';
import { withoutDoubles } from './without-doubles.ts';

/** Which program is loaded, and how. */
export interface LoadOptions {
  /** Path of the program; a relative one starts at the working directory. */
  readonly stackFile: string;
  /** What `--input` gave. */
  readonly inputs: Readonly<Record<string, string>>;
  /**
   * The folder, without links, whose installed packages the program may read: its own, unless the program is a copy that
   * only has links to them.
   */
  readonly packagesOf?: string | undefined;
  /**
   * Called once the program is being evaluated, when this thread has nothing to do for a while. Never called where the
   * program cannot even be put together.
   */
  readonly meanwhile?: (() => void) | undefined;
  readonly limits?:
    | {
        /**
         * How long the program may run. Unless said otherwise 10 seconds and another one for each megabyte of code, as
         * QuickJS has to read it. Type-checking does not count.
         */
        readonly milliseconds?: number | undefined;
        /** How much memory the program may use, 256 MB unless said otherwise; 16 is the least. */
        readonly megabytes?: number | undefined;
      }
    | undefined;
}

/** What a program declares, with everything that there is to say about it so far. */
export interface Loaded {
  /** Absent where the program could not be evaluated to its end. Type errors alone do not keep it from that. */
  readonly declared: Declared | undefined;
  /** Kinds that the stack brings along; in `declared`, too, where that is there. */
  readonly kinds?: Declared['kinds'];
  readonly diagnostics: readonly Diagnostic[];
  readonly program: Program;
  /** Lines that the program wrote with `console`, at most a thousand. They are the program's words, made printable. */
  readonly output: readonly string[];
}

/**
 * Type-checks a program and, at the same time, evaluates it in a sandbox. Files outside of the stack's folder and
 * installed packages are not read, and no message quotes one.
 */
export async function load(options: LoadOptions): Promise<Loaded> {
  const folder = openStackFolder(resolve(options.stackFile), options.packagesOf);
  if ('code' in folder) {
    return { declared: undefined, diagnostics: [folder], program: undeclared(new Map()), output: [] };
  }
  const [types, { sources, ...evaluated }, { kinds, diagnostics }] = await Promise.all([
    checkTypes(folder),
    evaluate(folder, options),
    readKindFiles(folder),
  ]);
  for (const [file, text] of types.sources) if (!sources.has(file)) sources.set(file, text);
  return {
    ...evaluated,
    declared: evaluated.declared && (kinds === undefined ? evaluated.declared : { ...evaluated.declared, kinds }),
    kinds,
    diagnostics: sortDiagnostics(withoutDoubles([...diagnostics, ...evaluated.diagnostics, ...types.diagnostics])),
  };
}

/** A program that made no declarations: there is nothing in it to look up. */
const undeclared = (sources: ReadonlyMap<string, string>): Program =>
  programOf(
    sources,
    async () => new Map(),
    async () => () => undefined,
  );

async function evaluate(
  folder: StackFolder,
  { inputs, meanwhile, limits: { milliseconds: given, megabytes = 256 } = {} }: LoadOptions,
): Promise<Loaded & { readonly sources: Map<string, string> }> {
  // It starts up while the program is bundled.
  const sandbox = openSandbox({ megabytes });
  const { code, diagnostics, sources } = await bundleFor(folder, sandbox);
  if (code === undefined) {
    return { declared: undefined, diagnostics, program: undeclared(sources), output: [], sources };
  }
  const limits: Limits = { milliseconds: given ?? 10_000 + Math.ceil(code.length / 1000), megabytes };
  const finder = async (): Promise<FindSource> => sourceFinder((await bundle(folder, 'with map')).map, folder);
  const job = { code, inputs: JSON.stringify(inputs), milliseconds: limits.milliseconds };
  const evaluating = sandbox.evaluate({ ...job, wanted: [] });
  meanwhile?.();
  // Read in while the sandbox works: every other module of this room is needed before.
  const { readDeclared } = await import('./declared-text.ts');
  const { ending, output } = await evaluating;
  const program = programOf(sources, (wanted) => traces(openSandbox(limits), { ...job, wanted }), finder);
  const reading =
    ending.is === 'finished'
      ? readDeclared(ending.result)
      : { diagnostics: [evaluationFault(ending, limits, await finder(), sources)] };
  return {
    declared: 'declared' in reading ? reading.declared : undefined,
    diagnostics: 'declared' in reading ? [] : reading.diagnostics,
    program,
    output: output.slice(0, 1000).map((line) => printable(line.slice(0, 2000))),
    sources,
  };
}

async function bundleFor(folder: StackFolder, sandbox: Sandbox): Promise<Bundled> {
  try {
    const bundled = await bundle(folder, 'without map');
    if (bundled.code === undefined) sandbox.close();
    return bundled;
  } catch (error) {
    sandbox.close();
    throw error;
  }
}
