import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../../compiler/diagnostics/sort.ts';
import { type Loaded, type LoadOptions, load } from '../../compiler/load/load.ts';

/** What a file holds, or where a link leads. */
export type Files = Readonly<Record<string, string | { readonly link: string }>>;

/** Writes files into a temporary folder that is gone after the test; the path has no links in it. */
export function writeFiles(files: Files): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plugboard-test-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    if (typeof content === 'string') writeFileSync(path, content);
    else symlinkSync(content.link, path);
  }
  return folder;
}

/** Loads `stack/plugboard.ts`; a single text is that file. */
export function loadFiles(files: Files | string, more: Partial<LoadOptions> = {}): Promise<Loaded> {
  const folder = writeFiles(typeof files === 'string' ? { 'stack/plugboard.ts': files } : files);
  return loadWithTypes({ stackFile: join(folder, 'stack/plugboard.ts'), inputs: {}, ...more });
}

/** Loads a program and waits for the type checker, too. */
export async function loadWithTypes(options: LoadOptions): Promise<Loaded> {
  const loaded = await load(options);
  return { ...loaded, diagnostics: await loaded.withTypes };
}

/** Messages as one would tell them on the telephone: `PB103 plugboard.ts:2:19 ...`. */
export function told(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, span, message }) =>
    [code, span ? `${span.file}:${span.line}:${span.column}` : '-', message].join(' '),
  );
}

/** What is said of a program, with all places looked up. */
export async function messagesFor(files: Files | string, more: Partial<LoadOptions> = {}): Promise<readonly string[]> {
  const { diagnostics, program } = await loadFiles(files, more);
  return told(sortDiagnostics(await program.locate(diagnostics)));
}
