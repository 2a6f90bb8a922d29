import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { compilerProgram } from '../../compiler/typecheck/native-compiler.ts';
import { writeFiles } from '../load/program-folder.ts';

const built = pathToFileURL(fileURLToPath(new URL('../../dist/compiler/', import.meta.url))).href;

/** A process of ours that has the types of a file checked, which takes the compiler for ever. */
interface Checking {
  readonly process: ChildProcess;
  readonly ended: Promise<unknown>;
  readonly temporary: string;
  /** The compiler, once it is there. */
  readonly compiler: () => Promise<number>;
}

const limits = '{ milliseconds: 60_000, memory: 2 ** 30, output: 1000 }';

function checking(more = ''): Checking {
  const folder = writeFiles({
    'stack/deep.ts': `export const deep = ${'['.repeat(10_000)}${']'.repeat(10_000)};\n`,
    'tmp/.keep': '',
  });
  const script = join(folder, 'check.mjs');
  writeFileSync(
    script,
    `import { runCompiler } from '${built}typecheck/native-compiler.js';
import { temporaryFolder } from '${built}files/temporary-folder.js';
temporaryFolder();
const args = ['--noEmit', 'deep.ts'];
const run = runCompiler({ args, folder: ${JSON.stringify(join(folder, 'stack'))}, limits: ${limits} });
${more}
await run;
`,
  );
  const ours = spawn(process.execPath, [script], {
    env: { ...process.env, TMPDIR: join(folder, 'tmp'), TEAMCITY_TOKEN: 'hunter2', TOKEN_OF_OTHERS: 'hunter2' },
    stdio: 'ignore',
  });
  // Killed at once, it would leave the compiler behind.
  onTestFinished(() => void ours.kill());
  return {
    process: ours,
    ended: new Promise((resolve) => ours.on('exit', resolve)),
    temporary: join(folder, 'tmp'),
    compiler: () => until(() => childrenOf(ours.pid ?? 0).find((pid) => programOf(pid) === compilerProgram())),
  };
}

async function until<Value>(found: () => Value | undefined): Promise<Value> {
  for (;;) {
    const value = found();
    if (value !== undefined) return value;
    await setTimeout(10);
  }
}

const childrenOf = (pid: number): readonly number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );

const wordsOf = (path: string): readonly string[] => readFileSync(path, 'utf8').split('\0').filter(Boolean);
const programOf = (pid: number): string | undefined => wordsOf(`/proc/${pid}/cmdline`)[0];
const isGuardian = (pid: number): boolean => /guardian/.test(wordsOf(`/proc/${pid}/cmdline`)[1] ?? '');
/** Whoever has nobody left to notice its end stays as a zombie in some containers. */
const isGone = (pid: number): boolean => !existsSync(`/proc/${pid}`) || wordsOf(`/proc/${pid}/cmdline`).length === 0;

describe('the compiler', () => {
  it('gets nothing of what surrounds Plugboard', async () => {
    const { compiler } = checking();
    const names = wordsOf(`/proc/${await compiler()}/environ`).map((one) => one.split('=')[0]);
    expect(names.sort()).toEqual(['GOGC', 'GOMEMLIMIT', 'GOTRACEBACK']);
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('and temporary folders are gone after a %s', async (signal) => {
    const { process: ours, ended, temporary, compiler } = checking();
    const pid = await compiler();
    ours.kill(signal);
    await ended;
    expect(ours.signalCode).toBe(signal);
    await until(() => isGone(pid) || undefined);
    expect(readdirSync(temporary)).toEqual(['.keep']);
  });

  it('and temporary folders are gone after a fault that nobody catches', async () => {
    const { ended, temporary, compiler } = checking("setTimeout(() => { throw new Error('a fault'); }, 400);");
    const pid = await compiler();
    await ended;
    await until(() => isGone(pid) || undefined);
    expect(readdirSync(temporary)).toEqual(['.keep']);
  });

  it('is gone soon after Plugboard was killed, and so is who ended it', async () => {
    const { process: ours, ended, compiler } = checking();
    const pid = await compiler();
    const guardian = await until(() => childrenOf(ours.pid ?? 0).find(isGuardian));
    expect(wordsOf(`/proc/${guardian}/environ`)).toEqual([]);
    ours.kill('SIGKILL');
    await ended;
    await until(() => (isGone(pid) && isGone(guardian)) || undefined);
  });

  it('is left alone by other listeners until the process ends', async () => {
    const {
      process: ours,
      ended,
      temporary,
      compiler,
    } = checking("process.once('SIGTERM', () => setTimeout(() => process.exit(7), 300));");
    const pid = await compiler();
    await setTimeout(300);
    ours.kill('SIGTERM');
    await setTimeout(100);
    expect(isGone(pid)).toBe(false);
    expect(await ended).toBe(7);
    await until(() => isGone(pid) || undefined);
    expect(readdirSync(temporary)).toEqual(['.keep']);
  });
});
