import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';

const main = fileURLToPath(new URL('../../dist/bin/main.js', import.meta.url));

export interface ProcessResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface ProcessOptions {
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const started = (argv: readonly string[], { folder, environment = {} }: ProcessOptions): ReturnType<typeof spawn> =>
  spawn(process.execPath, [main, ...argv], {
    cwd: folder,
    // Nothing of the environment of whoever runs the tests.
    env: { PATH: process.env['PATH'], HOME: folder, TMPDIR: process.env['TMPDIR'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Runs the built command line as a process of its own. */
export function plugboard(argv: readonly string[], options: ProcessOptions): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    const child = started(argv, options);
    const out: string[] = [];
    const err: string[] = [];
    child.stdout?.on('data', (chunk: Buffer) => out.push(chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => err.push(chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out: out.join(''), err: err.join('') }));
  });
}

/** A running `plugboard sandbox`. */
export interface SandboxProcess {
  readonly url: string;
  readonly tokens: Readonly<Record<'edit' | 'read' | 'view' | 'none', string>>;
  /** Ends it with SIGTERM and gives its exit code. */
  readonly end: () => Promise<number | null>;
}

/** Starts the embedded server as a process, as somebody in another terminal would. */
export async function sandbox(argv: readonly string[] = []): Promise<SandboxProcess> {
  const folder = temporaryFolder();
  const readyFile = join(folder, 'ready.json');
  const child = started(['sandbox', '--port', '0', '--ready-file', readyFile, ...argv], { folder });
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  onTestFinished(() => void child.kill('SIGKILL'));
  while (!existsSync(readyFile)) {
    if (child.exitCode !== null) throw new Error(`the sandbox ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const end = (): Promise<number | null> => {
    child.kill('SIGTERM');
    return closed;
  };
  return { ...JSON.parse(readFileSync(readyFile, 'utf8')), end };
}
