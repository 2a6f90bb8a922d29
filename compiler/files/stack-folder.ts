import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { isSource } from './file-types.ts';
import { type FolderListing, folderListing } from './folder-listing.ts';
import { workspacePackages } from './workspaces.ts';

/** The folder of a stack, and what a program in it may read: its own files and installed packages. */
export interface StackFolder extends FolderListing {
  /** Without links, like every path here. */
  readonly path: string;
  readonly stackFile: string;
  /** The widest folder whose files are the stack's own: its folder, unless the user said otherwise. */
  readonly root: string;
  /** Folders in which packages are installed that the program may read, the nearest first. */
  readonly packageFolders: readonly string[];
  /**
   * Whether a path without links is one of the stack's own files: in its folder, or in a package of the same workspace,
   * and not in an installed package.
   */
  readonly isOwn: (path: string) => boolean;
  /** Whether a path without links may be read at all. */
  readonly mayRead: (path: string) => boolean;
  /**
   * How messages and programs name a file: relative to the folder, with `/`, and the files of installed packages from
   * `node_modules` on, wherever that lies. So it is the same on every machine. No two files have the same name.
   */
  readonly nameOf: (path: string) => string;
}

/** Where else a program may read. */
export interface FolderOptions {
  /** Another folder whose installed packages are the program's: it is a copy of what lies there, with links to them. */
  readonly packagesOf?: string | undefined;
  /** A folder around the stack's whose files are its own, too; links in the way to it are followed. */
  readonly root?: string | undefined;
}

/** Looks at where a stack is. Nothing is read yet. */
export function openStackFolder(stackFile: string, { packagesOf, root }: FolderOptions = {}): StackFolder | Diagnostic {
  const listing = folderListing();
  const target = listing.follow(stackFile);
  const kind = target === undefined ? undefined : listing.kindOf(target);
  if (target === undefined || kind === undefined) {
    return diagnostic('PB101', `There is no file \`${stackFile}\`.`, {
      hint: 'Name the program with `--stack FILE`.',
    });
  }
  if (kind === 'folder') {
    return diagnostic('PB101', `\`${stackFile}\` is a directory.`, {
      hint: `Name the program in it: \`--stack ${join(stackFile, 'plugboard.ts')}\`.`,
    });
  }
  if (!isSource(target)) {
    return diagnostic('PB109', `A program cannot be written in a \`${extname(target) || basename(target)}\` file.`, {
      hint: 'Programs are TypeScript or JavaScript: `.ts`, `.mts`, `.js` or `.mjs`.',
    });
  }
  const path = listing.follow(dirname(stackFile)) ?? dirname(target);
  const widest = root === undefined ? path : listing.follow(resolve(root));
  if (widest === undefined || !(widest === path || isInside(path, widest))) {
    return diagnostic('PB101', `\`${root}\` is no folder around that of the stack.`, {
      hint: 'Name a folder above the program with `--root DIR`, or leave it out.',
    });
  }
  // By the links in the way, not by the last one only: `--stack` itself may lead through some.
  if (!isInside(target, widest)) {
    return diagnostic('PB103', `\`${stackFile}\` is a link that leads out of its folder.`, {
      hint: 'Name the file that it leads to with `--stack FILE`.',
    });
  }
  const home = packagesOf ?? path;
  const packageFolders = foldersUpFrom(home).map((folder) => join(folder, 'node_modules'));
  const workspacePackage = workspacePackages(foldersUpFrom(path), listing);
  // What a package of the workspace has installed for itself lies where the copy was made of.
  const installedBeside =
    packagesOf === undefined ? workspacePackage : workspacePackages(foldersUpFrom(packagesOf), listing);
  const isInPackageFolder = (file: string): boolean =>
    packageFolders.some((folder) => isInside(file, folder)) || isInstalled(file, installedBeside(file));
  return {
    ...listing,
    path,
    stackFile: target,
    root: widest,
    packageFolders,
    isOwn: (file) => {
      const around = isInside(file, widest) ? widest : isInPackageFolder(file) ? undefined : workspacePackage(file);
      return around !== undefined && !isInstalled(file, around);
    },
    mayRead: (file) => isInside(file, widest) || isInPackageFolder(file) || workspacePackage(file) !== undefined,
    nameOf: nameGiver((file) => {
      if (isInside(file, path)) return relative(path, file);
      const outermost = packageFolders.findLast((folder) => isInside(file, folder));
      if (outermost !== undefined && !isInside(file, widest)) return relative(dirname(outermost), file);
      return relative(isInside(file, widest) || workspacePackage(file) !== undefined ? path : home, file);
    }),
  };
}

export const isInside = (path: string, folder: string): boolean =>
  path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/** Whether a file in a folder belongs to a package that is installed there. */
const isInstalled = (file: string, folder: string | undefined): boolean =>
  folder !== undefined && file.includes('node_modules') && relative(folder, file).split(sep).includes('node_modules');

/** Two files that would have one name, as packages that are installed in two folders, are told apart by a number. */
function nameGiver(nameFor: (path: string) => string): (path: string) => string {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  return (path) => {
    const known = names.get(path);
    if (known !== undefined) return known;
    const wanted = nameFor(path).replaceAll(sep, '/');
    let name = wanted;
    for (let number = 2; taken.has(name); number += 1) name = `${wanted} (${number})`;
    names.set(path, name);
    taken.add(name);
    return name;
  };
}

/** A folder and all around it, the nearest first. */
export function foldersUpFrom(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersUpFrom(parent)];
}
