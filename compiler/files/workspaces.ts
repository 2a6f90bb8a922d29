import { dirname, join, relative, sep } from 'node:path';
import { once } from '../once.ts';
import type { FolderListing } from './folder-listing.ts';
import { isRecord, parseJson } from './json-text.ts';
import { type NamePattern, namePattern } from './name-pattern.ts';
import { readRegularFile } from './regular-file.ts';

/**
 * The folder of the workspace package that a path is in or is; undefined where it is in none. A workspace is a folder
 * around the stack whose `package.json` names `workspaces` (npm, Yarn, Bun), or that has a `pnpm-workspace.yaml`. A
 * package of it counts where it is named there and where a link among the installed packages of the stack, or of such a
 * package, leads to it. `above` are the folders around the stack, the nearest first.
 */
export function workspacePackages(
  above: readonly string[],
  listing: FolderListing,
): (path: string) => string | undefined {
  const packages = once(() => linkedPackages(above, listing));
  const known = new Map<string, string | undefined>();
  const around = (path: string): string | undefined => {
    if (known.has(path)) return known.get(path);
    const parent = dirname(path);
    const found = packages().has(path) ? path : parent === path ? undefined : around(parent);
    known.set(path, found);
    return found;
  };
  return (path) => (packages().size === 0 ? undefined : (around(dirname(path)) ?? around(path)));
}

/** The folders of all packages of the workspaces around a stack that it can import. `above` are the folders around it. */
export function linkedPackages(above: readonly string[], listing: FolderListing): ReadonlySet<string> {
  const workspaces = above.flatMap((folder) => openWorkspace(folder) ?? []);
  const found = new Set<string>();
  if (workspaces.length === 0) return found;
  const folders = new Set(above.map((folder) => join(folder, 'node_modules')));
  for (const folder of folders) {
    for (const installed of installedIn(folder, listing)) {
      const target = listing.isLink(installed) ? listing.follow(installed) : undefined;
      if (target === undefined || !workspaces.some((isIn) => isIn(target))) continue;
      if (listing.kindOf(join(target, 'package.json')) !== 'file') continue;
      found.add(target);
      folders.add(join(target, 'node_modules'));
    }
  }
  return found;
}

/** What lies in a folder of installed packages: the packages themselves, also those of a scope. */
export const installedIn = (folder: string, { namesIn }: FolderListing): readonly string[] =>
  namesIn(folder).flatMap((name) =>
    name.startsWith('@')
      ? namesIn(join(folder, name)).map((inScope) => join(folder, name, inScope))
      : [join(folder, name)],
  );

/** Tells the packages of a workspace. */
function openWorkspace(folder: string): ((path: string) => boolean) | undefined {
  const patterns = [
    ...patternsOfPackage(readRegularFile(join(folder, 'package.json'))),
    ...patternsOfPnpm(readRegularFile(join(folder, 'pnpm-workspace.yaml'))),
  ];
  const wanted = compiled(patterns.filter((one) => !one.startsWith('!')));
  const others = compiled(patterns.filter((one) => one.startsWith('!')).map((one) => one.slice(1)));
  if (wanted.length === 0) return undefined;
  return (path) => {
    const names = relative(folder, path).split(sep);
    if (names[0] === '' || names[0] === '..' || names.includes('node_modules')) return false;
    return wanted.some((fits) => fits(names)) && !others.some((fits) => fits(names));
  };
}

const compiled = (patterns: readonly string[]): readonly NamePattern[] =>
  patterns.slice(0, 1000).flatMap((one) => namePattern(one) ?? []);

function patternsOfPackage(text: string | undefined): readonly string[] {
  const value = parseJson(text);
  const { workspaces } = isRecord(value) ? value : {};
  const list = isRecord(workspaces) ? workspaces['packages'] : workspaces;
  return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
}

/** The list under `packages:`, which is all that is asked of the file: one pattern a line, or all in brackets. */
function patternsOfPnpm(text = ''): readonly string[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const start = lines.findIndex((line) => /^(["']?)packages\1[ \t]*:/.test(line));
  if (start === -1) return [];
  const first = lines[start]?.replace(/^[^:]*:/, '') ?? '';
  if (first.trimStart().startsWith('[')) {
    const [inside = ''] = [first, ...lines.slice(start + 1)].join(' ').split(']');
    return inside.replace('[', '').split(',').map(unquoted).filter(Boolean);
  }
  const patterns: string[] = [];
  for (const line of lines.slice(start + 1)) {
    const item = /^[ \t]*-[ \t]+(.*)$/.exec(line)?.[1];
    if (item !== undefined) patterns.push(unquoted(item));
    else if (!/^[ \t]*(?:#.*)?$/.test(line)) break;
  }
  return patterns.filter(Boolean);
}

function unquoted(text: string): string {
  const [, single, double] = /^\s*(?:'([^']*)'|"([^"]*)")/.exec(text) ?? [];
  return single ?? double ?? text.replace(/(?:^|\s)#.*$/, '').trim();
}
