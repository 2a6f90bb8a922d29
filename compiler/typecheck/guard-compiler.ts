import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { beforeExit } from '../files/before-exit.ts';
import { ownFolder } from '../files/own-files.ts';

/** To start a process costs a small stack more than the compiler does, which is done by then. */
const patience = 200;

// It is started from a file with JavaScript: the built one, also where the compiler itself runs from its sources.
const guardian = join(ownFolder, 'dist', 'bin', 'guardian.js');

/**
 * Sees to it that the compiler does not outlive this process. Where that is killed it can do nothing itself: a small
 * process waits for it, which is started once the compiler turns out to take its time. Gives what is to be called when
 * the compiler has ended.
 */
export function guardCompiler(compiler: ChildProcess, environment: NodeJS.ProcessEnv): () => void {
  const { cancel } = beforeExit(() => compiler.kill('SIGKILL'));
  let tell = (): void => undefined;
  const timer = setTimeout(() => {
    if (compiler.pid === undefined) return;
    const guard = spawn(process.execPath, [guardian, String(compiler.pid)], {
      env: environment,
      stdio: ['pipe', 'ignore', 'ignore'],
      windowsHide: true,
    });
    // Without a guardian the compiler ends all the same, save where this process is killed.
    guard.on('error', () => undefined);
    guard.stdin.on('error', () => undefined);
    guard.unref();
    tell = () => guard.stdin.end('.');
  }, patience);
  return () => {
    clearTimeout(timer);
    cancel();
    tell();
  };
}
