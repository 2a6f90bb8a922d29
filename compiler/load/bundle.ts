import { join } from 'node:path';
import { type BuildFailure, build, type Message } from 'esbuild';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { entryName, importGuard } from './import-guard.ts';
import { ownDsl } from './own-dsl.ts';
import type { StackFolder } from './stack-folder.ts';
import { tokenAt } from './text-span.ts';

/** A program as one script, which leaves what it declares in `globalThis.__plugboardResult`. */
export interface Bundle {
  readonly code: string;
  /** The source map's JSON text; its sources are relative to the stack's folder. */
  readonly map: string;
}

export interface Bundled {
  readonly bundle: Bundle | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** The stack's own files by their name in messages. */
  readonly sources: Map<string, string>;
}

/** Puts a program and all that it imports into one script. Nothing of it runs. */
export async function bundle(folder: StackFolder): Promise<Bundled> {
  const sources = new Map<string, string>();
  const entry = [
    `import * as program from ${JSON.stringify(folder.stackFile)};`,
    `import { collect } from ${JSON.stringify(ownDsl.collect)};`,
    'globalThis.__plugboardResult = collect(program, globalThis.__plugboardInputs);',
  ].join('\n');
  try {
    const { outputFiles } = await build({
      stdin: { contents: entry, resolveDir: folder.path, sourcefile: entryName, loader: 'js' },
      plugins: [importGuard(folder, sources)],
      absWorkingDir: folder.path,
      // Names the output, which is not written, so that the map's paths start at the stack's folder.
      outfile: join(folder.path, 'bundle.js'),
      write: false,
      bundle: true,
      format: 'iife',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      conditions: ['module', 'import', 'default'],
      target: 'es2023',
      charset: 'utf8',
      sourcemap: 'external',
      sourcesContent: false,
      // A tsconfig.json beside the stack may extend one that lies elsewhere, and it would change what the program means.
      tsconfigRaw: '{}',
      legalComments: 'none',
      logLevel: 'silent',
      logLimit: 0,
    });
    const [map, code] = [/\.map$/, /\.js$/].map((end) => outputFiles.find(({ path }) => end.test(path))?.text ?? '');
    return { bundle: { code: code ?? '', map: map ?? '' }, diagnostics: [], sources };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return {
      bundle: undefined,
      diagnostics: error.errors.map((message) => describe(message, folder, sources)),
      sources,
    };
  }
}

const isBuildFailure = (error: unknown): error is BuildFailure =>
  error instanceof Error && 'errors' in error && Array.isArray(error.errors);

function describe(message: Message, folder: StackFolder, sources: ReadonlyMap<string, string>): Diagnostic {
  const span = spanOf(message, folder, sources);
  const found: unknown = message.detail;
  if (isDiagnostic(found)) return found.span !== undefined || span === undefined ? found : { ...found, span };
  const missing = /^No matching export in "(.+)" for import "(.+)"$/.exec(message.text);
  const where = span === undefined ? {} : { span };
  if (missing !== null && span !== undefined) {
    const [, file = '', name = ''] = missing;
    return diagnostic('PB102', `\`${baseName(file)}\` exports no \`${name}\`.`, {
      ...where,
      hint: 'Export it there, or correct the name.',
    });
  }
  if (/^Top-level await/.test(message.text)) {
    return diagnostic('PB108', 'A program cannot use `await` outside of a function.', {
      ...where,
      hint: 'Remove it: a program has nothing to wait for.',
    });
  }
  // Without a place in the stack's own files it is about somebody else's, whose text is not for messages.
  return span === undefined
    ? diagnostic('PB108', 'A file of an installed package cannot be read as code.', {
        hint: 'Import a package that is made of ECMAScript modules or CommonJS.',
      })
    : diagnostic('PB108', /[.!?]$/.test(message.text) ? message.text : `${message.text}.`, where);
}

function spanOf(
  { location }: Message,
  folder: StackFolder,
  sources: ReadonlyMap<string, string>,
): Diagnostic['span'] | undefined {
  if (location === null) return undefined;
  const path = join(folder.path, location.file);
  if (!sources.has(folder.nameOf(path))) return undefined;
  // esbuild counts bytes of UTF-8, everybody else characters.
  const characters = (bytes: number): number => Buffer.from(location.lineText).subarray(0, bytes).toString().length;
  const file = folder.nameOf(path);
  const column = characters(location.column) + 1;
  const endColumn = characters(location.column + location.length) + 1;
  return location.length === 0
    ? tokenAt(file, sources.get(file), location.line, column)
    : { file, line: location.line, column, endLine: location.line, endColumn };
}

const isDiagnostic = (value: unknown): value is Diagnostic =>
  typeof value === 'object' && value !== null && 'code' in value && 'title' in value;

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
