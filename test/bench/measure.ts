import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** One run of a command. */
export interface Measurement {
  readonly milliseconds: number;
  /** The largest sum of resident memory of the process and all that it started, in megabytes; 0 where nobody looked. */
  readonly peakMegabytes: number;
  readonly exitCode: number | null;
  readonly output: string;
}

/**
 * Runs a command; with an eye on its memory, which takes it a little more time, every 50 ms. Linux only: memory is read
 * from /proc.
 */
export function measure(
  command: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>>,
  watch: 'time' | 'time and memory' = 'time and memory',
): Promise<Measurement> {
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      if (output.length < 100_000) output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    let peak = 0;
    const look = (): void => {
      if (child.pid !== undefined) peak = Math.max(peak, treeMemory(child.pid));
    };
    const timer = watch === 'time' ? undefined : setInterval(look, 50);
    child.on('error', reject);
    child.on('close', (exitCode) => {
      clearInterval(timer);
      resolve({ milliseconds: performance.now() - started, peakMegabytes: peak / 1024, exitCode, output });
    });
  });
}

/** Resident memory of a process and its children, in kilobytes. */
export function treeMemory(pid: number): number {
  let own = 0;
  try {
    own = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const children = readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').trim();
      for (const one of children === '' ? [] : children.split(' ')) own += treeMemory(Number(one));
    }
  } catch {
    // The process ended while it was looked at.
  }
  return own;
}
