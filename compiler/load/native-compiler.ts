import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';

/** How a run of the TypeScript compiler ended, and what it wrote. */
export interface CompilerRun {
  /** `undefined` where it was killed or could not be started. */
  readonly exitCode: number | undefined;
  readonly output: string;
}

/**
 * Collecting garbage costs the compiler a fifth of its time, and it lives for a second: it may keep its garbage until
 * that is a lot. (Settings of the Go runtime, which it is built on.)
 */
const garbage = { GOGC: 'off', GOMEMLIMIT: '1GiB' };

/** As many as the compiler has by itself, where there are processors for them. */
const mostCheckers = 4;

/**
 * Each checker works out for itself the types that all files use. So there are no more of them than processors, and the
 * program is evaluated on another one at the same time.
 */
const checkers = (): number => Math.min(mostCheckers, Math.max(1, availableParallelism() - 1));

/** Runs the native TypeScript compiler that is installed with Plugboard, never one that the stack brings. */
export function runCompiler(
  args: readonly string[],
  folder: string,
  milliseconds: number,
  signal?: AbortSignal,
): Promise<CompilerRun> {
  return new Promise((resolve) => {
    const program = compilerProgram();
    if (program === undefined) return resolve({ exitCode: undefined, output: '' });
    const child = spawn(program, [...args, '--checkers', String(checkers())], {
      cwd: folder,
      env: { ...process.env, ...garbage },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: milliseconds,
      killSignal: 'SIGKILL',
      ...(signal === undefined ? {} : { signal }),
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', () => undefined);
    child.on('error', () => resolve({ exitCode: undefined, output: '' }));
    child.on('close', (code) => resolve({ exitCode: code ?? undefined, output: Buffer.concat(chunks).toString() }));
  });
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
