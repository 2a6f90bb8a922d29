import { lstatSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** What stands at a path. */
type FileKind = 'file' | 'folder' | 'other';

/** What there is on the way to files, looked at once. No file is opened for it. */
export interface FolderListing {
  /** Where a path leads when all links are followed; undefined where there is nothing. */
  readonly follow: (path: string) => string | undefined;
  /** What stands there when all links are followed. */
  readonly kindOf: (path: string) => FileKind | undefined;
  /** Where a path leads, or would if there was something at its end: a link that is broken leads somewhere, too. */
  readonly destinationOf: (path: string) => string;
  /** Names in a folder, sorted; none where it cannot be listed. */
  readonly namesIn: (folder: string) => readonly string[];
  readonly isLink: (path: string) => boolean;
}

/** A folder without links in the way. */
interface Folder {
  readonly path: string;
  /** Undefined where it may be passed through and not listed. */
  readonly entries: ReadonlyMap<string, FileKind | 'link'> | undefined;
}

interface Found {
  readonly path: string;
  readonly kind: FileKind;
}

/** As many as systems follow. */
const mostLinks = 40;

/**
 * Folders are many times fewer than files: each is resolved and listed once, and its list says which files are links.
 * Names count letter by letter, also where the system takes `A` for `a`: a program is to be the same on every machine.
 */
export function folderListing(): FolderListing {
  const folders = new Map<string, Folder | undefined>();
  const found = new Map<string, Found | undefined>();
  const folderAt = (path: string): Folder | undefined => {
    if (folders.has(path)) return folders.get(path);
    const folder = listed(path);
    folders.set(path, folder);
    return folder;
  };
  const entryAt = (folder: Folder, name: string): FileKind | 'link' | undefined =>
    folder.entries === undefined ? entryKind(join(folder.path, name)) : folder.entries.get(name);
  const look = (path: string): Found | undefined => {
    const name = basename(path);
    const parent = dirname(path);
    const folder = folderAt(parent);
    if (folder === undefined) return undefined;
    // The root of all has no name.
    if (name === '') return { path: folder.path, kind: 'folder' };
    const kind = entryAt(folder, name);
    if (kind === undefined) return undefined;
    const isPlain = folder.path === parent && path.endsWith(name);
    const inFolder = isPlain ? path : join(folder.path, name);
    return kind === 'link' ? followed(inFolder) : { path: inFolder, kind };
  };
  // Each is asked for several times, for the engine and for the type checker.
  const find = (path: string): Found | undefined => {
    const known = found.get(path);
    if (known !== undefined || found.has(path)) return known;
    const one = look(path);
    found.set(path, one);
    return one;
  };
  const isLink = (path: string): boolean => {
    const folder = folderAt(dirname(path));
    return folder !== undefined && entryAt(folder, basename(path)) === 'link';
  };
  const destinationOf = (path: string, left = mostLinks): string => {
    const there = find(path)?.path;
    if (there !== undefined) return there;
    const parent = dirname(path);
    if (parent === path || left === 0) return path;
    const around = destinationOf(parent, left);
    const inFolder = join(around, basename(path));
    const target = isLink(inFolder) ? linkText(inFolder) : undefined;
    return target === undefined ? inFolder : destinationOf(resolve(around, target), left - 1);
  };
  return {
    follow: (path) => find(path)?.path,
    kindOf: (path) => find(path)?.kind,
    destinationOf: (path) => destinationOf(path),
    namesIn: (folder) => [...(folderAt(folder)?.entries?.keys() ?? [])].sort(),
    isLink,
  };
}

function listed(folder: string): Folder | undefined {
  const path = realPath(folder);
  if (path === undefined) return undefined;
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return { path, entries: new Map(entries.map((one) => [one.name, one.isSymbolicLink() ? 'link' : kindOf(one)])) };
  } catch (error) {
    const isNone = error instanceof Error && 'code' in error && error.code === 'ENOTDIR';
    return isNone ? undefined : { path, entries: undefined };
  }
}

const kindOf = (one: { readonly isFile: () => boolean; readonly isDirectory: () => boolean }): FileKind =>
  one.isFile() ? 'file' : one.isDirectory() ? 'folder' : 'other';

function entryKind(path: string): FileKind | 'link' | undefined {
  try {
    const found = lstatSync(path);
    return found.isSymbolicLink() ? 'link' : kindOf(found);
  } catch {
    return undefined;
  }
}

function followed(link: string): Found | undefined {
  const path = realPath(link);
  const kind = path === undefined ? undefined : entryKind(path);
  return path === undefined || kind === undefined || kind === 'link' ? undefined : { path, kind };
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

function linkText(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
