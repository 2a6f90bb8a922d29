import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../dist/bin/main.js', import.meta.url));

export interface DemoRun {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What stands in the folder that the demo took for the system's temporary one. */
  readonly left: readonly string[];
}

/** Runs the demo as its users do. `watch` sees the process and what it has printed so far, each time that grows. */
export async function runDemo(
  watch?: (process: ChildProcess, stdout: string) => void,
  ...options: readonly string[]
): Promise<DemoRun> {
  const temporary = mkdtempSync(join(tmpdir(), 'plugboard-test-'));
  const { FORCE_COLOR, NO_COLOR, ...environment } = process.env;
  // What is set by chance where the tests run must not reach the demo's commands.
  const chance = { TEAMCITY_URL: 'http://127.0.0.1:1', TEAMCITY_TOKEN: 'of-somebody-else' };
  const child = spawn(process.execPath, [main, 'demo', ...options], {
    env: { ...environment, ...chance, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    watch?.(child, stdout);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  try {
    const [exitCode, signal] = await once(child, 'close');
    return { exitCode, signal, stdout, stderr, left: readdirSync(temporary) };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
