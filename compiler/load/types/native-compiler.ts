import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { beforeExit } from '../before-exit.ts';
import { ownFolder } from '../own-files.ts';

/** How a run of the TypeScript compiler ended, and what it wrote. */
export interface CompilerRun {
  /** Of one that came to a result: whether there are messages is for its output to say. */
  readonly ending:
    | 'result'
    | 'crash'
    | 'out of time'
    | 'out of memory'
    | 'too many messages'
    | 'not started'
    | 'aborted';
  readonly output: string;
}

/** How much a run may take. */
export interface CompilerLimits {
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** As many as the compiler has by itself, where there are processors for them. */
const mostCheckers = 4;
/** Messages beyond this are not read: nobody else would. */
const longestOutput = 4_000_000;
const memoryEvery = 25;
/** Nearly all runs are over by then, and need no guardian. */
const guardianAfter = 200;

/**
 * Each checker works out for itself the types that all files use. So there are no more of them than processors, and the
 * program is evaluated on another one at the same time.
 */
const checkers = (): number => Math.min(mostCheckers, Math.max(1, availableParallelism() - 1));

/** What a process needs to run at all. Secrets are in the environment of ours. */
const needed = ['SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'LANG'];

function environment({ megabytes }: CompilerLimits): NodeJS.ProcessEnv {
  const given = Object.entries(process.env).filter(([name]) => needed.includes(name));
  // It collects its garbage more eagerly when it comes near to what it may have. (A setting of the Go runtime.)
  return { ...Object.fromEntries(given), GOMEMLIMIT: `${Math.round(megabytes * 0.8)}MiB` };
}

/** What the machine, or the container around this process, has. */
export function machineMegabytes(): number {
  const constrained = process.constrainedMemory();
  const bytes = constrained > 0 && constrained < totalmem() ? constrained : totalmem();
  return bytes / 2 ** 20;
}

/** Runs the native TypeScript compiler that is installed with Plugboard, never one that the stack brings. */
export function runCompiler(
  args: readonly string[],
  folder: string,
  limits: CompilerLimits,
  signal?: AbortSignal,
): Promise<CompilerRun> {
  const program = compilerProgram();
  if (program === undefined) return Promise.resolve({ ending: 'not started', output: '' });
  return new Promise((resolve) => {
    const child = spawn(program, [...args, '--checkers', String(checkers())], {
      cwd: folder,
      env: environment(limits),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let stopped: CompilerRun['ending'] | undefined;
    const stop = (ending: CompilerRun['ending']): void => {
      stopped ??= ending;
      child.kill('SIGKILL');
    };
    const { cancel } = beforeExit(() => child.kill('SIGKILL'));
    const abort = (): void => stop('aborted');
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) abort();
    const timer = setTimeout(() => stop('out of time'), limits.milliseconds);
    const memory = setInterval(() => {
      if (residentMegabytes(child.pid) > limits.megabytes) stop('out of memory');
    }, memoryEvery);
    const guardian = guardianOf(child);
    const chunks: Buffer[] = [];
    let length = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > longestOutput) return stop('too many messages');
      chunks.push(chunk);
    });
    let hasCrashed = false;
    // It writes there only when it breaks down.
    child.stderr.on('data', () => {
      hasCrashed = true;
    });
    const end = (ending: CompilerRun['ending']): void => {
      clearTimeout(timer);
      clearInterval(memory);
      guardian.dismiss();
      cancel();
      signal?.removeEventListener('abort', abort);
      resolve({ ending: stopped ?? ending, output: Buffer.concat(chunks).toString() });
    };
    child.on('error', () => end('not started'));
    child.on('close', (code) => end(hasCrashed || code === null || code > 2 ? 'crash' : 'result'));
  });
}

/** How much memory a process has now; nothing is known of that elsewhere than on Linux. */
function residentMegabytes(pid: number | undefined): number {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    return (pages * 4096) / 2 ** 20;
  } catch {
    return 0;
  }
}

/** A process that ends the compiler where ours is killed without being asked. It is started only for runs that take long. */
function guardianOf({ pid }: ChildProcess): { readonly dismiss: () => void } {
  let guardian: ChildProcess | undefined;
  const timer = setTimeout(() => {
    guardian = spawn(process.execPath, [join(ownFolder, 'dist', 'bin', 'guardian.js'), String(pid)], {
      env: {},
      stdio: ['pipe', 'ignore', 'ignore'],
      windowsHide: true,
    });
    guardian.on('error', () => undefined);
    guardian.stdin?.on('error', () => undefined);
    guardian.unref();
  }, guardianAfter);
  return {
    dismiss: () => {
      clearTimeout(timer);
      guardian?.stdin?.end('dismissed');
    },
  };
}

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
