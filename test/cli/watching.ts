import { type ChildProcess, spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { main } from '../e2e/plugboard.ts';

/** A `plugboard check --watch` under way. */
export interface Watching {
  /** What stdout got since it was asked last, once the next check is done and has been said to be. */
  readonly next: () => Promise<string>;
  /** The same of the first check that says `what`. */
  readonly until: (what: string) => Promise<string>;
  readonly err: () => string;
  readonly end: (signal: 'SIGINT' | 'SIGTERM') => Promise<number | null>;
}

const closing = 'waiting for changes (Ctrl-C ends).';

/** Starts it in a folder. `temporary` is where it may put files of its own. */
export function watching(folder: string, temporary: string, argv: readonly string[] = []): Watching {
  const child: ChildProcess = spawn(process.execPath, [main, 'check', '--watch', ...argv], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let err = '';
  let told = 0;
  child.stdout?.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  const next = async (): Promise<string> => {
    while (err.split(closing).length - 1 <= told) {
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${err}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    told = err.split(closing).length - 1;
    // The two streams are two pipes.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const text = out;
    out = '';
    return text;
  };
  return {
    err: () => err,
    next,
    until: async (what) => {
      for (;;) {
        const text = await next();
        if (text.includes(what)) return text;
      }
    },
    end: (signal) => {
      child.kill(signal);
      return closed;
    },
  };
}
