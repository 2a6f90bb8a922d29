import { join } from 'node:path';
import { type BuildFailure, build } from 'esbuild';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { bundlerFault } from './bundler-fault.ts';
import { entryName } from './entry.ts';
import { importGuard } from './import-guard.ts';
import { ownDsl } from './own-dsl.ts';
import type { StackFolder } from './stack-folder.ts';

export interface Bundled {
  /** The program as one script, which leaves what it declares in `globalThis.__plugboardResult`. */
  readonly code: string | undefined;
  /** The source map's JSON text, where one was asked for; its sources are relative to the stack's folder. */
  readonly map: string;
  readonly diagnostics: readonly Diagnostic[];
  /** The stack's own files by their name in messages. */
  readonly sources: Map<string, string>;
}

/**
 * Puts a script of ours and all that it imports, a program above all, into one script. Nothing of it runs. The map is for messages that point at
 * sources: most programs need none, and the same sources give the same script when it is asked for later.
 */
export async function bundle(
  folder: StackFolder,
  script: string,
  withMap: 'with map' | 'without map',
): Promise<Bundled> {
  const sources = new Map<string, string>();
  try {
    const { outputFiles } = await build({
      stdin: { contents: script, resolveDir: folder.path, sourcefile: entryName, loader: 'js' },
      alias: { plugboard: ownDsl.entry },
      resolveExtensions: ['.ts', '.mts', '.js', '.mjs', '.json'],
      plugins: [importGuard(folder, sources)],
      absWorkingDir: folder.path,
      // Names the output, which is not written, so that the map's paths start at the stack's folder.
      outfile: join(folder.path, 'bundle.js'),
      write: false,
      bundle: true,
      // A script of its own and not a function: QuickJS looks up a function's variables one by one, and a program of
      // ten thousand files has tens of thousands.
      format: 'esm',
      supported: { 'top-level-await': false, 'import-meta': false },
      banner: { js: '"use strict";' },
      platform: 'neutral',
      mainFields: ['module', 'main'],
      conditions: ['module', 'import', 'default'],
      target: 'es2023',
      // QuickJS reads it the quicker; positions are found by the source map.
      minifyWhitespace: true,
      charset: 'utf8',
      sourcemap: withMap === 'with map' ? 'external' : false,
      sourcesContent: false,
      // A tsconfig.json beside the stack may extend one that lies elsewhere, and it would change what the program means.
      tsconfigRaw: '{}',
      legalComments: 'none',
      logLevel: 'silent',
      logLimit: 0,
    });
    const [map, code] = [/\.map$/, /\.js$/].map((end) => outputFiles.find(({ path }) => end.test(path))?.text ?? '');
    return { code: code ?? '', map: map ?? '', diagnostics: [], sources };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return {
      code: undefined,
      map: '',
      diagnostics: error.errors.map((message) => bundlerFault(message, folder, sources)),
      sources,
    };
  }
}

const isBuildFailure = (error: unknown): error is BuildFailure =>
  error instanceof Error && 'errors' in error && Array.isArray(error.errors);
