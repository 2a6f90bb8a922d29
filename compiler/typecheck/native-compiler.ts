import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import type { CompilerLimits } from './compiler-limits.ts';
import { guardCompiler } from './guard-compiler.ts';
import { residentMemory } from './resident-memory.ts';

/** What the TypeScript compiler is to do, where, and how far it may go. */
export interface CompilerJob {
  readonly args: readonly string[];
  readonly folder: string;
  readonly limits: Omit<CompilerLimits, 'isAllThereIs'>;
}

/** How a run of the TypeScript compiler ended, and what it wrote up to then. */
export interface CompilerRun {
  readonly ending:
    | 'finished'
    /** It could not be started. */
    | 'absent'
    /** It ended by a fault of its own. */
    | 'crashed'
    /** Nobody wanted the result any more. */
    | 'aborted'
    | 'out of time'
    | 'out of memory'
    /** Something is nested more deeply than it can follow. */
    | 'out of stack'
    /** By somebody else: the system does that where no memory is left. */
    | 'killed'
    /** It wrote more than it may. */
    | 'out of room';
  readonly output: string;
}

/** As many as the compiler has by itself, where there are processors for them. */
const mostCheckers = 4;

/**
 * Each checker works out for itself the types that all files use. So there are no more of them than processors, and the
 * program is evaluated on another one at the same time.
 */
const checkers = (): number => Math.min(mostCheckers, Math.max(1, availableParallelism() - 1));

/** How often its memory is looked at, in milliseconds: it can ask for a gigabyte in a second. */
const lookEvery = 20;
/** Of what it writes where it crashes, the first lines say all. */
const mostOfFault = 4096;

/** Runs the native TypeScript compiler that is installed with Plugboard, never one that the stack brings. */
export function runCompiler({ args, folder, limits }: CompilerJob, signal?: AbortSignal): Promise<CompilerRun> {
  return new Promise((resolve) => {
    const program = compilerProgram();
    if (program === undefined) return resolve({ ending: 'absent', output: '' });
    if (signal?.aborted === true) return resolve({ ending: 'aborted', output: '' });
    const child = spawn(program, [...args, '--checkers', String(checkers())], {
      cwd: folder,
      env: { ...bareEnvironment(), ...runtimeSettings(limits.memory) },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let given: CompilerRun['ending'] | undefined;
    const giveUp = (why: CompilerRun['ending']): void => {
      given ??= why;
      child.kill('SIGKILL');
    };
    const chunks: Buffer[] = [];
    let length = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      if (length > limits.output) return;
      chunks.push(chunk);
      length += chunk.length;
      if (length > limits.output) giveUp('out of room');
    });
    let fault = '';
    child.stderr.on('data', (chunk: Buffer) => {
      if (fault.length < mostOfFault) fault += chunk.toString('latin1', 0, mostOfFault);
    });
    const release = guardCompiler(child, bareEnvironment());
    const timer = setTimeout(() => giveUp('out of time'), limits.milliseconds);
    const look = setInterval(() => {
      if ((residentMemory(child.pid ?? 0) ?? 0) > limits.memory) giveUp('out of memory');
    }, lookEvery);
    const abort = (): void => giveUp('aborted');
    signal?.addEventListener('abort', abort);

    child.on('error', () => giveUp('absent'));
    child.on('exit', () => {
      // At once: another process may get its number.
      release();
      clearInterval(look);
    });
    child.on('close', (code, killedBy) => {
      release();
      clearTimeout(timer);
      clearInterval(look);
      signal?.removeEventListener('abort', abort);
      const output = Buffer.concat(chunks).toString('utf8', 0, limits.output);
      resolve({ ending: given ?? endingOf(code, killedBy, output, fault), output });
    });
  });
}

function endingOf(
  code: number | null,
  killedBy: NodeJS.Signals | null,
  output: string,
  fault: string,
): CompilerRun['ending'] {
  if (killedBy === 'SIGKILL' || /^(?:fatal error|runtime): .*(?:out of memory|cannot allocate)/m.test(fault)) {
    return 'killed';
  }
  if (/^fatal error: stack overflow/m.test(fault)) return 'out of stack';
  // With these it says that there are errors, and it names them. Its runtime ends with 2 as well where it crashes.
  const hasErrors = (code === 1 || code === 2) && output !== '' && fault === '';
  return code === 0 || hasErrors ? 'finished' : 'crashed';
}

/** Nothing of what surrounds Plugboard is the compiler's business, secrets least of all. Windows starts no program without. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const { SystemRoot } = process.env;
  return SystemRoot === undefined ? {} : { SystemRoot };
}

/**
 * Settings of the Go runtime, which the compiler is built on. Collecting garbage costs it a fifth of its time, so it
 * does that seldom, and often only when memory gets short. The trace of a crash would tell nobody anything.
 */
const runtimeSettings = (memory: number): NodeJS.ProcessEnv => ({
  GOGC: '400',
  GOMEMLIMIT: String(Math.floor(memory * 0.8)),
  GOTRACEBACK: 'none',
});

/**
 * The compiler is a package of its own for each platform, which only `typescript` depends on: it is looked up from
 * there, as `typescript` itself does. Its script in between would cost as much time as a small program takes to check.
 */
export function compilerProgram(): string | undefined {
  const typescript = createRequire(import.meta.url).resolve('typescript/package.json');
  const platform = `@typescript/typescript-${process.platform}-${process.arch}`;
  try {
    const folder = dirname(createRequire(typescript).resolve(`${platform}/package.json`));
    return join(folder, 'lib', process.platform === 'win32' ? 'tsc.exe' : 'tsc');
  } catch {
    // It is an optional package, and somebody installed without those.
    return undefined;
  }
}
