import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { OnLoadResult, OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { nearNames } from '../diagnostics/near-names.ts';
import { computedImport } from './computed-import.ts';
import { candidatesFor, loaderOf } from './file-types.ts';
import {
  cannotBeFound,
  leadsOut,
  notInstalled,
  notPlainPath,
  refusedOutright,
  wrongFileType,
} from './import-faults.ts';
import { ownDsl } from './own-dsl.ts';
import { isInside, type StackFolder } from './stack-folder.ts';

/**
 * Decides where each import leads and reads each file, so that nothing is read outside of the stack's folder and
 * installed packages. `sources` gets the text of each of the stack's own files.
 */
export function importGuard(folder: StackFolder, sources: Map<string, string>): Plugin {
  return {
    name: 'plugboard',
    setup(build) {
      build.onResolve({ filter: /.*/ }, (args) =>
        args.pluginData === asEsbuildDoes ? undefined : find(build, args, folder),
      );
      build.onLoad({ filter: /.*/ }, ({ path }) => read(path, folder, sources));
    },
  };
}

/** Names the script of ours that imports the program. It has no ending, so no file can come under the name. */
export const entryName = '<plugboard>';

const asEsbuildDoes = Symbol('as esbuild does');

async function find(build: PluginBuild, args: OnResolveArgs, folder: StackFolder): Promise<OnResolveResult> {
  const { path, importer, resolveDir, kind } = args;
  if (path === 'plugboard') return { path: ownDsl.entry };
  if (basename(importer) === entryName) return { path };
  if (isInside(importer, ownDsl.folder)) return { path: resolve(resolveDir, path) };
  const refused = refusedOutright(path, args.with);
  if (refused !== undefined) return says(refused);
  if (folder.isOwn(importer) && /^\.\.?(?:\/|$)/.test(path)) return findFile(path, resolve(resolveDir, path), folder);
  const found = await build.resolve(path, { kind, importer, resolveDir, pluginData: asEsbuildDoes });
  if (found.errors.length > 0 || found.external || found.namespace !== 'file') return says(notInstalled(path));
  const target = folder.follow(found.path);
  if (target === undefined || !folder.mayRead(target)) return says(leadsOut(path));
  return { path: target, sideEffects: found.sideEffects };
}

function findFile(path: string, wanted: string, folder: StackFolder): OnResolveResult {
  // Before looking: whether something is there is nothing that a message should give away.
  if (!folder.mayRead(wanted) && wanted !== folder.path) return says(leadsOut(path));
  for (const candidate of [...candidatesFor(wanted), ...candidatesFor(join(wanted, 'index')).slice(1)]) {
    const target = folder.follow(candidate);
    if (target === undefined) continue;
    if (!folder.mayRead(target)) return says(leadsOut(path));
    if (!statSync(target).isFile()) continue;
    return loaderOf(target, true) === undefined ? says(wrongFileType(path)) : { path: target };
  }
  return says(cannotBeFound(path, nearFiles(path, wanted, folder)));
}

function nearFiles(path: string, wanted: string, folder: StackFolder): readonly string[] {
  const neighbours = folder.follow(dirname(wanted));
  if (neighbours === undefined || !(neighbours === folder.path || folder.isOwn(neighbours))) return [];
  const names = readdirSync(neighbours, { withFileTypes: true }).filter(
    (one) => one.isFile() && loaderOf(one.name, true),
  );
  const near = nearNames(
    basename(wanted),
    names.map(({ name }) => name),
  );
  return near.map((name) => path.slice(0, path.length - basename(wanted).length) + name);
}

async function read(path: string, folder: StackFolder, sources: Map<string, string>): Promise<OnLoadResult> {
  const isOwn = folder.isOwn(path);
  // The last gate, for ways through esbuild that do not pass the one above.
  const isChecked = isInside(path, ownDsl.folder) || (folder.mayRead(path) && folder.follow(path) === path);
  if (!isChecked) return says(leadsOut(basename(path)));
  const loader = loaderOf(path, isOwn);
  if (loader === undefined) return says(wrongFileType(path));
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

function says(fault: Diagnostic): { errors: { text: string; detail: Diagnostic }[] } {
  return { errors: [{ text: fault.message, detail: fault }] };
}
