import { spawn } from 'node:child_process';
import { shortText } from '../diagnostics/cut-text.ts';
import { type Failure, fail } from '../diagnostics/failure.ts';
import { findGit, type InstalledGit } from './find-git.ts';
import { gitEnvironment, gitOptions } from './harmless-git.ts';

/** How a run of Git ended, and what it wrote. */
export interface GitRun {
  /** Undefined where it was ended by a signal. */
  readonly exitCode: number | undefined;
  readonly out: Buffer;
  /** The beginning of it. */
  readonly err: string;
}

/** What a run of Git is given, and how much it may take. */
export interface GitBounds {
  readonly input?: string | undefined;
  /** Most that it may write. */
  readonly bytes?: number | undefined;
  readonly milliseconds?: number | undefined;
  /** What to say where it writes more. */
  readonly tooMuch?: (() => Failure) | undefined;
}

const mostWords = 10_000;

/**
 * Runs a command of Git in a folder and waits for its end, whatever that is. It runs no other program, whatever the
 * repository and its user have configured, provided that the command is one of the plumbing that reads objects only.
 * Fails (PB121) where there is no Git, and where it does not end in time or writes without end.
 */
export function git(folder: string, args: readonly string[], bounds: GitBounds = {}): Promise<GitRun> {
  const { input = '', bytes = 1_000_000, milliseconds = 60_000 } = bounds;
  const installed = findGit(folder);
  const { program, path } = installed;
  if (program === undefined) return Promise.reject(noGit(installed));
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...gitOptions(), ...args], {
      cwd: folder,
      env: gitEnvironment(path),
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const out: Buffer[] = [];
    let length = 0;
    let err = '';
    const stop = (failure: Failure): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      child.stdout.destroy();
      child.stderr.destroy();
      reject(failure);
    };
    const timer = setTimeout(
      () => stop(stopped(args, `did not end within ${milliseconds / 1000} seconds`)),
      milliseconds,
    );
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > bytes) return stop(bounds.tooMuch?.() ?? stopped(args, `wrote more than ${bytes} bytes`));
      out.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (err.length < mostWords) err = (err + chunk.toString()).slice(0, mostWords);
    });
    child.on('error', ({ message }) => stop(fail('PB121', `\`${program}\` cannot be started: ${message}.`)));
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ exitCode: code ?? undefined, out: Buffer.concat(out), err });
    });
    // It may end before it has read everything, and says so by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

function noGit({ passedOver }: InstalledGit): Failure {
  const notes = passedOver
    .slice(0, 5)
    .map((one) => `\`${one}\` is not run: it lies in the repository or in a package.`);
  return fail('PB121', 'There is no `git` on this machine.', {
    notes,
    hint: 'Install Git, and see to it that `git` is in the PATH, in a folder that is not the repository’s.',
  });
}

const stopped = ([command = '']: readonly string[], what: string): Failure =>
  fail('PB121', `\`git ${command}\` ${what}, and was stopped.`, {
    hint: 'See whether the repository is damaged: `git fsck`.',
  });

/** What Git says of a run that it should not have failed in (PB121). */
export const gitFailed = ({ exitCode, err }: Pick<GitRun, 'exitCode' | 'err'>): Failure => {
  if (/promisor remote|lazy fetching|not a tree object/.test(err)) return objectsMissing();
  const how = exitCode === undefined ? 'was ended by the system' : `ended with ${exitCode}`;
  return fail('PB121', `Git ${how}.`, {
    notes: gitsWords(err),
    hint: 'See whether the repository is damaged: `git fsck`.',
  });
};

/** What to say where the repository lacks what a revision consists of. */
export const objectsMissing = (): Failure =>
  fail('PB121', 'The repository lacks files of the revision, and nothing is fetched meanwhile.', {
    hint: 'Where it was cloned with `--filter`, or is sparse in CI, `git fetch --refetch --no-filter` gets them.',
  });

/** The first lines of what Git says, for messages. */
export const gitsWords = (err: string): readonly string[] => {
  const lines = err.split('\n').filter((line) => line.trim() !== '');
  const words = lines.slice(0, 5).join(' ');
  return lines.length === 0 ? [] : [`Git says: ${shortText(words, 500)}`];
};
