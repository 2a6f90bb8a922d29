import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { OnLoadArgs, OnLoadResult, OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { computedImport } from './computed-import.ts';
import { entryName } from './entry.ts';
import { loaderOf } from './file-types.ts';
import {
  leadsOut,
  notInstalled,
  notPlainPath,
  refusedOutright,
  wrongFileType,
  wrongImportType,
} from './import-faults.ts';
import { ownDsl } from './own-dsl.ts';
import { isInside, type StackFolder } from './stack-folder.ts';

/** What an import is told that is refused, given its path as the author wrote it. */
type Refusal = (written: string) => Diagnostic;

/**
 * Keeps esbuild to the stack's folder and installed packages. It finds files by itself, as asking for each import costs
 * more than all the rest; but every file passes `read`, which looks at where it lies before anything else does.
 * `sources` gets the text of each of the stack's own files.
 */
export function importGuard(folder: StackFolder, sources: Map<string, string>): Plugin {
  return {
    name: 'plugboard',
    setup(build) {
      build.onResolve({ filter: notBelow }, (args) => find(build, args, folder));
      build.onLoad({ filter: /./ }, (args) => read(args, folder, sources));
    },
  };
}

// Everything but `./...` and `plugboard`, in the words of Go's patterns, which cannot look ahead.
const notBelow = new RegExp(
  [
    '\\.\\.',
    ...Array.from('plugboard', (letter, index) => `^${'plugboard'.slice(0, index)}([^.${letter}]|$)`),
    '^plugboard.',
  ].join('|'),
);

const asEsbuildDoes = Symbol('as esbuild does');

async function find(
  build: PluginBuild,
  args: OnResolveArgs,
  folder: StackFolder,
): Promise<OnResolveResult | undefined> {
  const { path, importer, resolveDir, kind } = args;
  if (args.pluginData === asEsbuildDoes || isInside(importer, ownDsl.folder)) return undefined;
  if (basename(importer) === entryName) return { path };
  if (path === 'plugboard/testing') return { path: ownDsl.testing.entry };
  const refused = refusedOutright(path);
  if (refused !== undefined) return says(refused);
  if (/^\.\.?(?:\/|$)/.test(path)) return leadsAway(path, resolveDir, folder) ? says(leadsOut(path)) : undefined;
  const found = await build.resolve(path, { kind, importer, resolveDir, pluginData: asEsbuildDoes });
  if (found.errors.length > 0 || found.external || found.namespace !== 'file') return says(notInstalled(path));
  const target = folder.follow(found.path);
  if (target === undefined || !folder.mayRead(target)) return says(leadsOut(path));
  return { path: target, sideEffects: found.sideEffects };
}

/** Whether a relative path leads out of what may be read, by its words or through a link to a folder. */
export function leadsAway(path: string, from: string, folder: StackFolder): boolean {
  const target = resolve(from, path);
  const parent = target === folder.path ? target : (folder.follow(dirname(target)) ?? dirname(target));
  const may = (one: string): boolean => one === folder.path || folder.mayRead(one);
  return !may(target) || !may(parent);
}

async function read(
  { path, suffix, with: attributes }: OnLoadArgs,
  folder: StackFolder,
  sources: Map<string, string>,
): Promise<OnLoadResult> {
  if (isInside(path, ownDsl.folder)) {
    return { contents: withoutSourceMap(readFileSync(path, 'utf8')), loader: loaderOf(path, true) ?? 'js' };
  }
  if (!folder.mayRead(path) || folder.follow(path) !== path) return refuses(leadsOut);
  const isOwn = folder.isOwn(path);
  const loader = loaderOf(path, isOwn);
  const { type } = attributes;
  if (loader === undefined || suffix !== '') return refuses(wrongFileType);
  if (type !== undefined && type !== 'json') return refuses(() => wrongImportType(type));
  const text = readFileSync(path, 'utf8');
  if (isOwn) {
    const name = folder.nameOf(path);
    sources.set(name, text);
    const computed = await computedImport(name, text);
    if (computed !== undefined) return says({ ...notPlainPath(), span: computed });
  }
  return { contents: withoutSourceMap(text), loader };
}

/** Hides a reference to a source map, which esbuild would read wherever it leads; all positions stay. */
function withoutSourceMap(text: string): string {
  return text.includes('sourceMappingURL=')
    ? text.replaceAll(/(\/[/*][#@]\s+)sourceMappingURL=/g, '$1sourceMappingUrl=')
    : text;
}

const refuses = (refusal: Refusal): { errors: { detail: Refusal }[] } => ({ errors: [{ detail: refusal }] });
const says = (fault: Diagnostic): { errors: { detail: Refusal }[] } => refuses(() => fault);
