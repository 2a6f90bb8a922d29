import { Failure } from '../diagnostics/failure.ts';
import { once } from '../once.ts';
import { git } from './git.ts';
import type { StackRepository } from './repository.ts';
import { changesWord, uncommittedEdits } from './uncommitted-edits.ts';

/** A commit, as people speak of it. */
interface NamedCommit {
  readonly hash: string;
  readonly author: string;
  readonly subject: string;
}

/** Who changed something: a commit, or what is not committed yet; undefined where Git alone cannot tell. */
export type Changer = NamedCommit | 'not committed' | undefined;

/** How long it may take to look for all words: it is only a note below a message. */
const patience = 20_000;
/** Of more commits, one alone has hardly done it. */
const mostCommits = 5000;

/**
 * Looks for what changed a word in a stack between two commits; without `to`, in the working tree. It is sure only
 * where one commit alone touched the word, or the stack: which of several it was, only each one's program could say.
 */
export function changersBetween(
  repository: StackRepository,
  from: string,
  to: string | undefined,
): (word: string) => Promise<Changer> {
  const { folder, root, workspacePackages } = repository;
  const end = Date.now() + patience;
  const paths = ['--', root, ...workspacePackages];
  const ask = async (args: readonly string[], input?: string): Promise<readonly string[]> => {
    const found = await git(folder, args, { input, milliseconds: Math.max(1, end - Date.now()) });
    if (found.exitCode !== 0) throw new CannotTell();
    return found.out.toString().split('\n').filter(Boolean);
  };
  const edits = once(() => uncommittedEdits(repository));
  const commits = once(async () => {
    const found = await ask(['rev-list', `--max-count=${mostCommits + 1}`, `${from}..${to ?? 'HEAD'}`, ...paths]);
    if (found.length > mostCommits) throw new CannotTell();
    return found;
  });
  /** Those of the commits that have the word more or less often than the one before. */
  const touching = async (word: string): Promise<readonly string[]> => {
    const only = ['--no-textconv', '--no-ext-diff', '--no-renames', '--ignore-submodules=all', `-S${word}`];
    const input = (await commits()).map((commit) => `${commit}\n`).join('');
    return ask(['diff-tree', '--stdin', '--root', '-r', '-s', '--format=%H', ...only, ...paths], input);
  };
  const look = async (word: string): Promise<Changer> => {
    if (!isSearchable(word) || Date.now() > end) return undefined;
    if (to === undefined && (await edits()).some((edit) => changesWord(edit, word))) return 'not committed';
    const found = await touching(word);
    const [commit, another] = found.length > 0 ? found : await commits();
    if (commit === undefined || another !== undefined) return undefined;
    const format = '--format=%h%x00%an%x00%s';
    const [, line] = await ask(['rev-list', '--no-walk', '--max-count=1', format, commit]);
    return line === undefined ? undefined : named(line);
  };
  const known = new Map<string, Promise<Changer>>();
  return (word) => {
    const found = known.get(word) ?? look(word).catch(orUndefined);
    known.set(word, found);
    return found;
  };
}

/** What Git is given as an argument: not nothing, not without end, and without the character that ends one. */
const isSearchable = (word: string): boolean => word !== '' && word.length <= 1000 && !word.includes('\0');

class CannotTell extends Error {}

function orUndefined(error: unknown): undefined {
  if (error instanceof CannotTell || error instanceof Failure) return undefined;
  throw error;
}

/** A subject may be as long as somebody likes. */
function named(line: string): NamedCommit {
  const [hash = '', author = '', subject = ''] = line.split('\0');
  return { hash, author: cut(author, 100), subject: cut(subject, 200) };
}

function cut(text: string, most: number): string {
  // A character is at most two units long.
  const characters = [...text.slice(0, 2 * most + 2)];
  return characters.length > most ? `${characters.slice(0, most).join('')}…` : text;
}
