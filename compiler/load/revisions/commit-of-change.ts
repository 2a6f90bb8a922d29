import { git } from './git.ts';
import type { StackRepository } from './repository.ts';

/** A commit, as people speak of it. */
interface NamedCommit {
  readonly hash: string;
  readonly author: string;
  readonly subject: string;
}

/** Who changed something: a commit, or what is not committed yet; undefined where Git alone cannot tell. */
export type Changer = NamedCommit | 'not committed' | undefined;

/**
 * Looks for what changed a word in a stack between two revisions; without `to`, the working tree. It is sure only where
 * one commit alone touched the word, or the stack: which of several it was, only each one's program could say.
 */
export async function commitOfChange(
  { folder, stackFolder }: StackRepository,
  word: string,
  from: string,
  to: string | undefined,
): Promise<Changer> {
  const paths = ['--', stackFolder];
  if (to === undefined) {
    const changed = await git(folder, ['diff', '--name-only', `-S${word}`, 'HEAD', ...paths]);
    if (changed.exitCode !== 0) return undefined;
    if (changed.out.length > 0) return 'not committed';
  }
  const range = `${from}..${to ?? 'HEAD'}`;
  const log = async (...more: readonly string[]): Promise<readonly NamedCommit[]> => {
    const found = await git(folder, ['log', '--format=%h%x09%an%x09%s', '-2', ...more, range, ...paths]);
    return found.exitCode === 0 ? found.out.toString().split('\n').filter(Boolean).map(named) : [];
  };
  const touching = await log(`-S${word}`);
  const candidates = touching.length > 0 ? touching : await log();
  return candidates.length === 1 ? candidates[0] : undefined;
}

function named(line: string): NamedCommit {
  const [hash = '', author = '', ...subject] = line.split('\t');
  return { hash, author, subject: subject.join(' ') };
}
