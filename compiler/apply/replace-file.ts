import { rename, rm, writeFile } from 'node:fs/promises';
import { fail } from '../diagnostics/failure.ts';

/** Writes a file as a whole or not at all: whoever reads it never sees half of it. Fails (PB516) where it cannot. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(draft, text, { flush: true });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw fail('PB516', `\`${path}\` cannot be written${code}.`, {
      hint: 'Name a file in a folder that exists and that this user may write to.',
    });
  }
}
