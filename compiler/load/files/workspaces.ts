import { dirname, join, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import { once } from '../../once.ts';
import type { FolderListing } from './folder-listing.ts';
import { readRegularFile } from './regular-file.ts';

/**
 * The package of a workspace that a file belongs to; undefined where it belongs to none. A workspace is a folder above
 * the stack whose `package.json` names `workspaces` (npm, Yarn, Bun), or that has a `pnpm-workspace.yaml`; its packages
 * are the folders below it that are named there and have a `package.json`. `above` are the folders around the stack.
 */
export function workspaceFolders(
  above: readonly string[],
  listing: FolderListing,
): (file: string) => string | undefined {
  const workspaces = once(() => above.flatMap((folder) => openWorkspace(folder, listing) ?? []));
  const known = new Map<string, string | undefined>();
  const packageAround = (folder: string): string | undefined => {
    if (known.has(folder)) return known.get(folder);
    const isOne = workspaces().some((one) => one.has(folder));
    const parent = dirname(folder);
    const found = isOne ? folder : parent === folder ? undefined : packageAround(parent);
    known.set(folder, found);
    return found;
  };
  return (file) => (workspaces().length === 0 ? undefined : packageAround(dirname(file)));
}

interface Workspace {
  readonly has: (folder: string) => boolean;
}

function openWorkspace(folder: string, listing: FolderListing): Workspace | undefined {
  const names = new Set(listing.namesIn(folder));
  const patterns = [
    ...(names.has('package.json') ? patternsOfPackage(readRegularFile(join(folder, 'package.json'))) : []),
    ...(names.has('pnpm-workspace.yaml') ? patternsOfPnpm(readRegularFile(join(folder, 'pnpm-workspace.yaml'))) : []),
  ].filter((one) => !one.split(/[\\/]/).includes('..') && !/^!?(?:[\\/]|[A-Za-z]:)/.test(one));
  const wanted = patterns.filter((one) => !one.startsWith('!')).map(tidy);
  const others = patterns.filter((one) => one.startsWith('!')).map((one) => tidy(one.slice(1)));
  if (wanted.length === 0) return undefined;
  const matches = picomatch(wanted, others.length === 0 ? {} : { ignore: others });
  return {
    has: (path) => {
      const below = relative(folder, path).split(sep).join('/');
      if (below === '' || below.startsWith('..') || below.split('/').includes('node_modules')) return false;
      return matches(below) && listing.kindOf(join(path, 'package.json')) === 'file';
    },
  };
}

const tidy = (pattern: string): string => pattern.replace(/^\.\//, '').replace(/\/+$/, '');

function patternsOfPackage(text: string | undefined): readonly string[] {
  const value = parsed(text);
  const { workspaces } = isRecord(value) ? value : {};
  const list = isRecord(workspaces) ? workspaces['packages'] : workspaces;
  return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
}

/** The list under `packages:`, which is all that is asked of the file: one pattern a line, or all in brackets. */
function patternsOfPnpm(text = ''): readonly string[] {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => /^packages\s*:/.test(line));
  if (start === -1) return [];
  const inline = /^packages\s*:\s*\[([^\]]*)\]/.exec(lines[start] ?? '')?.[1];
  if (inline !== undefined) return inline.split(',').map(unquoted).filter(Boolean);
  const patterns: string[] = [];
  for (const line of lines.slice(start + 1)) {
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    const item = /^\s*-\s+(.*)$/.exec(line)?.[1];
    if (item === undefined) break;
    patterns.push(unquoted(item));
  }
  return patterns;
}

const unquoted = (text: string): string => {
  const [, quoted] = /^\s*(?:'([^']*)'|"([^"]*)")/.exec(text)?.filter((one) => one !== undefined) ?? [];
  return quoted ?? text.replace(/\s#.*$/, '').trim();
};

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
