import { lstat, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isWrittenByImport } from '../decompile/layout/module-text.ts';
import { diagnostic } from '../diagnostics/diagnostic.ts';
import { Failure, fail } from '../diagnostics/failure.ts';

/** What became of one file. */
export interface WrittenFile {
  readonly file: string;
  readonly what: 'created' | 'updated' | 'unchanged';
}

/**
 * Writes the files of a stack. Where one would take the place of a file that import did not write, nothing at all is
 * written (PB116), unless the user insists.
 */
export async function writeStack(
  folder: string,
  files: ReadonlyMap<string, string>,
  force: boolean,
): Promise<readonly WrittenFile[]> {
  const before = await Promise.all([...files.keys()].map((file) => present(join(folder, file))));
  const foreign = [...files.keys()].filter((_, index) => !mayWrite(before[index]));
  if (foreign.length > 0 && !force) {
    throw new Failure(
      foreign.map((file) =>
        diagnostic('PB116', `\`${file}\` is there already, and it was not written by \`plugboard import\`.`, {
          notes: ['Nothing was written.'],
          hint: 'Name another folder with `-o DIR`. To replace the file all the same, run with `--force`.',
        }),
      ),
    );
  }
  const written: WrittenFile[] = [];
  for (const [index, [file, text]] of [...files].entries()) {
    const old = before[index];
    const what = old === undefined ? 'created' : old === text ? 'unchanged' : 'updated';
    if (what !== 'unchanged') await write(join(folder, file), text, old === undefined);
    written.push({ file, what });
  }
  return written;
}

const mayWrite = (text: string | undefined): boolean => text === undefined || isWrittenByImport(text);

/** The text of a file; empty for what is no file, which is nobody's to replace. */
async function present(path: string): Promise<string | undefined> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  return found.isFile() ? readFile(path, 'utf8') : '';
}

async function write(path: string, text: string, isNew: boolean): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    // A file that appeared meanwhile is not ours.
    await writeFile(path, text, { flag: isNew ? 'wx' : 'w' });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw fail('PB112', `\`${path}\` cannot be written${code}.`, {
      hint: 'Name a folder that this user may write to.',
    });
  }
}
