import { lstatSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What stands at a path. */
type FileKind = 'file' | 'folder' | 'other';

/** What there is on the way to files, looked at once. */
export interface FolderListing {
  /** Where a path leads when all links are followed; undefined where there is nothing. */
  readonly follow: (path: string) => string | undefined;
  /** What stands there when all links are followed. */
  readonly kindOf: (path: string) => FileKind | undefined;
  /** Names in a folder; none where it cannot be listed. */
  readonly namesIn: (folder: string) => readonly string[];
}

/** A folder without links in the way, and what stands in it that is no link itself. */
interface Folder {
  readonly path: string;
  readonly plain: ReadonlyMap<string, FileKind>;
  readonly names: readonly string[];
}

/** Folders are many times fewer than files: each is resolved and listed once, and its list says which files are links. */
export function folderListing(): FolderListing {
  const folders = new Map<string, Folder | undefined>();
  const folderAt = (path: string): Folder | undefined => {
    if (folders.has(path)) return folders.get(path);
    const folder = listed(path);
    folders.set(path, folder);
    return folder;
  };
  const find = (path: string): { readonly path: string; readonly kind: FileKind } | undefined => {
    const folder = folderAt(dirname(path));
    if (folder === undefined) return undefined;
    const inFolder = join(folder.path, basename(path));
    const kind = folder.plain.get(basename(path));
    return kind === undefined ? followed(inFolder) : { path: inFolder, kind };
  };
  return {
    follow: (path) => find(path)?.path,
    kindOf: (path) => find(path)?.kind,
    namesIn: (folder) => folderAt(folder)?.names ?? [],
  };
}

function listed(folder: string): Folder | undefined {
  const path = realPath(folder);
  if (path === undefined) return undefined;
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    const plain = entries.flatMap((one) => (one.isSymbolicLink() ? [] : [[one.name, kindOf(one)] as const]));
    return { path, plain: new Map(plain), names: entries.map(({ name }) => name).sort() };
  } catch {
    // It may be passed through and not listed, or is no folder at all.
    return { path, plain: new Map(), names: [] };
  }
}

const kindOf = (one: { readonly isFile: () => boolean; readonly isDirectory: () => boolean }): FileKind =>
  one.isFile() ? 'file' : one.isDirectory() ? 'folder' : 'other';

/** What is not in the list may still be there: under the name in other letters, or since a moment ago. */
function followed(path: string): { readonly path: string; readonly kind: FileKind } | undefined {
  try {
    const found = lstatSync(path);
    if (!found.isSymbolicLink()) return { path, kind: kindOf(found) };
    const target = realPath(path);
    return target === undefined ? undefined : { path: target, kind: kindOf(lstatSync(target)) };
  } catch {
    return undefined;
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}
