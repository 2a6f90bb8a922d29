import { spawn } from 'node:child_process';
import process from 'node:process';
import { type Failure, fail } from '../../diagnostics/failure.ts';

/** How a run of Git ended, and what it wrote. */
export interface GitRun {
  readonly exitCode: number;
  readonly out: Buffer;
  readonly err: string;
}

/**
 * Git tells hooks where the repository is, relative to where they start; here it is looked for from the stack's folder.
 * Nothing is to be written or asked, and paths are paths and no patterns.
 */
function environment(): NodeJS.ProcessEnv {
  const { GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE, GIT_PREFIX, ...others } = process.env;
  const quiet = { LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_LITERAL_PATHSPECS: '1' };
  return { ...others, ...quiet };
}

/** Runs Git in a folder and waits for its end, whatever that is; fails (PB121) where there is no Git. */
export function git(folder: string, args: readonly string[], input = ''): Promise<GitRun> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, {
      cwd: folder,
      env: environment(),
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', (error: NodeJS.ErrnoException) => reject(cannotStart(error)));
    child.on('close', (code) =>
      resolve({ exitCode: code ?? 1, out: Buffer.concat(out), err: Buffer.concat(err).toString() }),
    );
    // It may end before it has read everything, and says so by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

function cannotStart({ code = 'unknown' }: NodeJS.ErrnoException): Failure {
  return fail(
    'PB121',
    code === 'ENOENT' ? 'There is no `git` on this machine.' : `\`git\` cannot be started (${code}).`,
    {
      hint: 'Install Git, and see to it that `git` is in the PATH.',
    },
  );
}

/** What Git says of a run that it should not have failed in (PB121). */
export const gitFailed = ({ exitCode, err }: GitRun): Failure =>
  fail('PB121', `Git ended with ${exitCode}.`, { notes: gitsWords(err) });

/** The first lines of what Git says, for messages. */
export const gitsWords = (err: string): readonly string[] => {
  const lines = err.split('\n').filter((line) => line.trim() !== '');
  return lines.length === 0 ? [] : [`Git says: ${lines.slice(0, 5).join(' ')}`];
};
