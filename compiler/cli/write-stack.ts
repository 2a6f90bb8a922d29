import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isWrittenByImport } from '../decompile/layout/module-text.ts';
import { diagnostic } from '../diagnostics/diagnostic.ts';
import { Failure } from '../diagnostics/failure.ts';
import { type OutputFault, type OutputFile, outputFault, writeOutputFile } from '../files/output-file.ts';
import { cannotWrite } from './write-product.ts';

/** What became of one file. */
export interface WrittenFile {
  readonly file: string;
  readonly what: 'created' | 'updated' | 'unchanged';
}

/**
 * Which files may get another text: none; those that import wrote, where the new text was made from the old one; or all,
 * because the user insists.
 */
export type Replaceable = 'none' | 'imported' | 'all';

/** Writes the files of a stack. Where one of them may not be replaced, nothing at all is written (PB116). */
export async function writeStack(
  folder: string,
  files: ReadonlyMap<string, string>,
  replaceable: Replaceable,
  within: string,
): Promise<readonly WrittenFile[]> {
  const before = await Promise.all([...files.keys()].map((file) => present(join(folder, file))));
  const kept = [...files].filter(([, text], index) => !mayWrite(before[index], text, replaceable));
  if (kept.length > 0) {
    throw new Failure(
      kept.map(([file]) =>
        diagnostic('PB116', `\`${file}\` is there already and would be lost.`, {
          notes: [
            'Nothing was written.',
            'What an earlier import wrote is edited in place as long as `plugboard.ts` still has the first line that import gave it.',
          ],
          hint: 'Name another folder with `-o DIR`. To replace the file all the same, run with `--force`.',
        }),
      ),
    );
  }
  const outputOf = (file: string): OutputFile => ({
    path: join(folder, file),
    within,
    mayReplace: () => true,
    makeFolders: true,
  });
  for (const file of files.keys()) refuse(file, outputFault(outputOf(file)));
  const written: WrittenFile[] = [];
  for (const [index, [file, text]] of [...files].entries()) {
    const old = before[index];
    const what = old === undefined ? 'created' : old === text ? 'unchanged' : 'updated';
    if (what !== 'unchanged') refuse(file, writeOutputFile(outputOf(file), text));
    written.push({ file, what });
  }
  return written;
}

const mayWrite = (old: string | undefined, text: string, replaceable: Replaceable): boolean =>
  old === undefined || old === text || replaceable === 'all' || (replaceable === 'imported' && isWrittenByImport(old));

/** The text of a file; empty for what is no file, which is nobody's to replace. */
async function present(path: string): Promise<string | undefined> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  return found.isFile() ? readFile(path, 'utf8') : '';
}

function refuse(file: string, fault: OutputFault | undefined): void {
  if (fault !== undefined) throw cannotWrite(file, fault);
}
