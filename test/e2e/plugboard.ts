import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';

export const main: string = fileURLToPath(new URL('../../dist/bin/main.js', import.meta.url));

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
export async function plugboard(argv: readonly string[], options: ProcessOptions): Promise<ProcessResult> {
  const { code, out, err } = await running(argv, options).result;
  return { code, out, err };
}

/** A command under way. */
export interface RunningProcess {
  readonly kill: (signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL') => void;
  /** Resolves once stderr holds the text. */
  readonly says: (text: string) => Promise<void>;
  readonly result: Promise<ProcessResult & { readonly signal: string | null }>;
}

/** Starts the built command line as a process of its own. */
export function running(argv: readonly string[], options: ProcessOptions): RunningProcess {
  const child = started(argv, options);
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  return {
    kill: (signal) => void child.kill(signal),
    says: async (text) => {
      while (!err.includes(text)) {
        if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode} and did not say ${text}: ${err}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    result: new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => resolve({ code, signal, out, err }));
    }),
  };
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
