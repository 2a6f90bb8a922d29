import { lstatSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { isSource } from './file-types.ts';

/** The folder of a stack, and what a program in it may read: its own files and installed packages. */
export interface StackFolder {
  /** Without links, like every path here. */
  readonly path: string;
  readonly stackFile: string;
  /** Where a path leads when all links are followed; `undefined` where there is nothing. */
  readonly follow: (path: string) => string | undefined;
  /** Whether a path without links is inside the folder and not in an installed package. */
  readonly isOwn: (path: string) => boolean;
  /** Whether a path without links may be read at all. */
  readonly mayRead: (path: string) => boolean;
  /** How messages name a file: relative to the folder, with `/`. */
  readonly nameOf: (path: string) => string;
}

/**
 * Looks at where a stack is. Nothing is read yet. Its packages are those that are installed for its folder, or for
 * `packagesOf`, another folder.
 */
export function openStackFolder(stackFile: string, packagesOf?: string): StackFolder | Diagnostic {
  const follow = linkFollower();
  const target = follow(stackFile);
  if (target === undefined) {
    return diagnostic('PB101', `There is no file \`${stackFile}\`.`, {
      hint: 'Name the program with `--stack FILE`.',
    });
  }
  if (lstatSync(target).isDirectory()) {
    return diagnostic('PB101', `\`${stackFile}\` is a directory.`, {
      hint: `Name the program in it: \`--stack ${join(stackFile, 'plugboard.ts')}\`.`,
    });
  }
  if (!isSource(target)) {
    return diagnostic('PB109', `A program cannot be written in a \`${extname(target) || basename(target)}\` file.`, {
      hint: 'Programs are TypeScript or JavaScript: `.ts`, `.mts`, `.js` or `.mjs`.',
    });
  }
  const path = follow(dirname(stackFile)) ?? dirname(target);
  // By the links in the way, not by the last one only: `--stack` itself may lead through some.
  if (!isInside(target, path)) {
    return diagnostic('PB103', `\`${stackFile}\` is a link that leads out of its folder.`, {
      hint: 'Name the file that it leads to with `--stack FILE`.',
    });
  }
  const packages = parentsOf(packagesOf ?? path).map((parent) => join(parent, 'node_modules'));
  const inPackage = (file: string): boolean =>
    file.includes('node_modules') && relative(path, file).split(sep).includes('node_modules');
  return {
    path,
    stackFile: target,
    follow,
    isOwn: (file) => isInside(file, path) && !inPackage(file),
    mayRead: (file) => isInside(file, path) || packages.some((folder) => isInside(file, folder)),
    nameOf: (file) => relative(path, file).replaceAll(sep, '/'),
  };
}

export const isInside = (path: string, folder: string): boolean =>
  path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

function parentsOf(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...parentsOf(parent)];
}

/** Folders are many times fewer than files: each is resolved and listed once, and its list says which files are links. */
function linkFollower(): (path: string) => string | undefined {
  const folders = new Map<string, Folder | undefined>();
  return (path) => {
    const above = dirname(path);
    const folder = folders.has(above) ? folders.get(above) : listed(above);
    folders.set(above, folder);
    if (folder === undefined) return undefined;
    const name = basename(path);
    const inFolder = join(folder.path, name);
    return folder.plain.has(name) ? inFolder : followed(inFolder);
  };
}

/** A folder without links in the way, and what stands in it that is no link itself. */
interface Folder {
  readonly path: string;
  readonly plain: ReadonlySet<string>;
}

function listed(folder: string): Folder | undefined {
  const path = realPath(folder);
  if (path === undefined) return undefined;
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return { path, plain: new Set(entries.filter((one) => !one.isSymbolicLink()).map(({ name }) => name)) };
  } catch {
    // It may be passed through and not listed, or is no folder at all.
    return { path, plain: new Set() };
  }
}

/** What is not in the list may still be there: under the name in other letters, or since a moment ago. */
function followed(path: string): string | undefined {
  try {
    return lstatSync(path).isSymbolicLink() ? realPath(path) : path;
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
