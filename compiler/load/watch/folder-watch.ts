import { type FSWatcher, lstatSync, readdirSync, watch } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isReadable } from '../../files/file-types.ts';

/** Tells of changes to the files that a stack can be made of. */
export interface FolderWatch {
  /** Finds folders that are new, gone or others than before. It belongs before the files are read. */
  readonly follow: () => void;
  readonly close: () => void;
}

export interface FolderWatchEvents {
  /** A file or a folder is another one, new or gone. */
  readonly changed: (path: string) => void;
  /** The system refuses to watch a folder, with the code of its error. */
  readonly refused: (folder: string, code: string) => void;
}

/**
 * Watches a stack's folder with all below it, and the folders of packages that are installed for it, of which only
 * installing is seen. Each folder is watched by itself: the system can do that everywhere, folders are many times fewer
 * than files, and files that are replaced (as many editors save) or not there yet are seen as well. Node's own recursive
 * watching loses folders that are replaced on Linux.
 */
export function watchFolder(stack: string, { changed, refused }: FolderWatchEvents): FolderWatch {
  const watched = new Map<string, { readonly identity: string; readonly watcher: FSWatcher }>();
  const unwatch = (folder: string): void => {
    watched.get(folder)?.watcher.close();
    watched.delete(folder);
  };
  const start = (folder: string, identity: string, isWanted: (name: string) => boolean): void => {
    try {
      const watcher = watch(folder, (_, name) => {
        if (name === null || isWanted(name)) changed(join(folder, name ?? ''));
      });
      // Some systems say so when the folder goes away.
      watcher.on('error', () => unwatch(folder));
      watched.set(folder, { identity, watcher });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (code !== 'ENOENT') refused(folder, code);
    }
  };
  return {
    follow: () => {
      const wanted = foldersOf(stack);
      for (const folder of watched.keys()) if (!wanted.has(folder)) unwatch(folder);
      for (const [folder, isWanted] of wanted) {
        const identity = identityOf(folder);
        if (watched.get(folder)?.identity === identity) continue;
        unwatch(folder);
        if (identity !== undefined) start(folder, identity, isWanted);
      }
    },
    close: () => {
      for (const folder of watched.keys()) unwatch(folder);
    },
  };
}

type Wanted = (name: string) => boolean;

function foldersOf(stack: string): ReadonlyMap<string, Wanted> {
  const folders = new Map<string, Wanted>();
  // A stack's folder may be replaced as a whole.
  folders.set(dirname(stack), (name) => name === basename(stack));
  for (let above = stack; ; above = dirname(above)) {
    folders.set(join(above, 'node_modules'), () => true);
    if (dirname(above) === above) break;
  }
  const open = [stack];
  for (const folder of open) {
    folders.set(folder, (name) => mayBelong(join(folder, name)));
    open.push(...foldersIn(folder));
  }
  return folders;
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((one) => one.isDirectory() && one.name !== 'node_modules' && !one.name.startsWith('.'))
      .map(({ name }) => join(folder, name));
  } catch {
    return [];
  }
}

/** Editors leave much beside the files that they save. What has no ending may have been a folder. */
function mayBelong(path: string): boolean {
  const name = basename(path);
  if (name.startsWith('.')) return false;
  return isReadable(name) || !name.includes('.') || lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** A folder that was replaced by another one of the same name is not watched any more. */
function identityOf(folder: string): string | undefined {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() ? `${found.dev}:${found.ino}` : undefined;
}
