import { join } from 'node:path';
import { readBytes } from '../files/regular-file.ts';
import type { StackRepository } from './repository.ts';
import { isLargeFilePointer, stackFiles } from './stack-files.ts';

/** A file of the last commit that is another one in the working tree. */
export interface Edit {
  readonly committed: Buffer;
  /** Empty where it is gone. */
  readonly present: Buffer;
}

const largest = 16_000_000;

/**
 * The edits of a stack that are not committed yet. The files are compared here: Git would look for them in its index and
 * bring them into the form of the repository, and runs for both what its configuration names.
 */
export async function uncommittedEdits(repository: StackRepository): Promise<readonly Edit[]> {
  const found = await stackFiles(repository, 'HEAD');
  return [...(found?.files ?? [])].flatMap(([path, committed]): readonly Edit[] => {
    if (isLargeFilePointer(committed)) return [];
    const read = readBytes(join(repository.top, path), largest);
    const present = typeof read === 'string' ? Buffer.alloc(0) : read;
    return committed.equals(present) ? [] : [{ committed, present }];
  });
}

/** Whether a word stands there more or less often than before. */
export const changesWord = ({ committed, present }: Edit, word: string): boolean =>
  countOf(word, committed) !== countOf(word, present);

function countOf(word: string, content: Buffer): number {
  const wanted = Buffer.from(word);
  let count = 0;
  for (let at = content.indexOf(wanted); at !== -1; at = content.indexOf(wanted, at + wanted.length)) count += 1;
  return count;
}
