import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isWrittenByImport } from '../decompile/layout/module-text.ts';
import { programFile } from '../decompile/layout/stack-files.ts';

/** The files of a stack that import wrote, by name; undefined where the folder has no program that it wrote. */
export async function importedFiles(folder: string): Promise<ReadonlyMap<string, string> | undefined> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((one) => one.isFile() && one.name.endsWith('.ts')).map(({ name }) => name);
  const texts = await Promise.all(
    names.sort().map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
  );
  const files = new Map(texts.filter(([, text]) => isWrittenByImport(text)));
  return files.has(programFile) ? files : undefined;
}
