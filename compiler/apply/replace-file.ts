import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { fail } from '../diagnostics/failure.ts';

/**
 * Writes a file as a whole or not at all: whoever reads it never sees half of it. A link in its place is replaced and
 * not followed. Fails (PB516) where it cannot.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  // Nobody can know the name before, and what is there already, a link above all, is not written to.
  const draft = `${path}.${randomUUID()}.tmp`;
  let isOurs = false;
  try {
    await writeFile(draft, '', { flag: 'wx' });
    isOurs = true;
    await writeFile(draft, text, { flush: true });
    await rename(draft, path);
  } catch (error) {
    if (isOurs) await rm(draft, { force: true });
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw fail('PB516', `\`${path}\` cannot be written${code}.`, {
      hint: 'Name a file in a folder that exists and that this user may write to.',
    });
  }
}
