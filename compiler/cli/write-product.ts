import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fail } from '../diagnostics/failure.ts';
import type { Shell } from './shell.ts';

/** Writes a product to the file that the user named (`a` adds it to what is there), or to stdout. */
export async function writeProduct(
  shell: Shell,
  file: string | undefined,
  text: string,
  flag: 'w' | 'a' = 'w',
): Promise<void> {
  if (file === undefined || file === '-') {
    shell.out.write(text, 'exact');
    return;
  }
  try {
    await writeFile(resolve(shell.workingDirectory, file), shell.secrets.redact(text), { flag });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw fail('PB112', `\`${file}\` cannot be written${code}.`, {
      hint: 'Name a file in a folder that exists and that this user may write to.',
    });
  }
}
