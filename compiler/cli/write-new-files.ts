import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { diagnostic } from '../diagnostics/diagnostic.ts';
import { Failure, fail } from '../diagnostics/failure.ts';

/** Writes files, by path, that are not there yet. Where one of them is, nothing at all is written (PB116). */
export async function writeNewFiles(files: ReadonlyMap<string, string>): Promise<void> {
  const present = [...files.keys()].filter((file) => existsSync(file));
  if (present.length > 0) {
    throw new Failure(
      present.map((file) =>
        diagnostic('PB116', `\`${file}\` is there already and would be lost.`, {
          notes: ['Nothing was written.'],
          hint: 'Move it away, or name another folder with `-o DIR`.',
        }),
      ),
    );
  }
  for (const [file, text] of files) {
    try {
      await mkdir(dirname(file), { recursive: true });
      // A file that appeared meanwhile is not ours.
      await writeFile(file, text, { flag: 'wx' });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
      throw fail('PB112', `\`${file}\` cannot be written${code}.`, {
        hint: 'Name a folder that this user may write to.',
      });
    }
  }
}
