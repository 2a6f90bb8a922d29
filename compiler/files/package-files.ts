import { readlinkSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { cannotBeRead, leadsOut } from './import-faults.ts';
import { isRecord, parseJson } from './json-text.ts';
import { readBytes } from './regular-file.ts';
import { foldersUpFrom, isInside, type StackFolder } from './stack-folder.ts';

/** The `package.json` files that say what imports mean. Each is opened once, as what it is. */
export interface PackageFiles {
  /** Undefined where there is none that may be read, null where it is no JSON. */
  readonly contentOf: (path: string) => unknown;
  /** Whether the nearest one says that `.js` files are modules. */
  readonly isModule: (file: string) => boolean;
  /**
   * The type checker opens these by itself: those around each file that it reads, and those of packages that imports name.
   * What is wrong with one of them.
   */
  readonly faultOf: (files: readonly string[]) => Diagnostic | undefined;
}

const largest = 1_000_000;

export function packageFiles(folder: StackFolder): PackageFiles {
  const contents = new Map<string, unknown>();
  const isModuleFolder = new Map<string, boolean>();
  const checked = new Set<string>();
  const walked = new Set<string>();
  let fault: Diagnostic | undefined;

  const mayOpen = (target: string, path: string): boolean => folder.mayRead(target) || isInside(target, dirname(path));
  /** Looks at what stands there without opening it. */
  const check = (path: string): void => {
    if (fault !== undefined || checked.has(path)) return;
    checked.add(path);
    const target = folder.follow(path);
    if (target === undefined) {
      if (folder.isLink(path) && !mayOpen(folder.destinationOf(path), path)) fault = leadsOut(folder.nameOf(path));
    } else if (!mayOpen(target, path)) {
      fault = leadsOut(folder.nameOf(path));
    } else if (folder.kindOf(target) !== 'file') {
      fault = cannotBeRead(folder.nameOf(path), 'not a regular file');
    } else if (sizeOf(target) > largest) {
      fault = cannotBeRead(folder.nameOf(path), 'too large');
    }
  };
  const contentOf = (path: string): unknown => {
    if (contents.has(path)) return contents.get(path);
    check(path);
    const target = folder.follow(path);
    const bytes = target !== undefined && folder.mayRead(target) ? readBytes(target, largest) : 'absent';
    const content = typeof bytes === 'string' ? undefined : (parseJson(bytes.toString()) ?? null);
    contents.set(path, content);
    return content;
  };
  const isModuleIn = (path: string): boolean => {
    const known = isModuleFolder.get(path);
    if (known !== undefined) return known;
    const content = contentOf(join(path, 'package.json'));
    const parent = dirname(path);
    const is =
      content === undefined ? parent !== path && isModuleIn(parent) : isRecord(content) && content['type'] === 'module';
    isModuleFolder.set(path, is);
    return is;
  };
  return {
    contentOf,
    isModule: (file) => isModuleIn(dirname(file)),
    faultOf: (files) => {
      for (const around of new Set(files.map((file) => dirname(file)))) {
        for (const above of foldersUpFrom(around)) {
          // What is around it was looked at then.
          if (walked.has(above)) break;
          walked.add(above);
          check(join(above, 'package.json'));
        }
      }
      return fault;
    },
  };
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

/** What the resolver of packages looks at: it sees what there is, and reads nothing but `package.json`. */
export function resolverFileSystem(folder: StackFolder, files: PackageFiles): Readonly<Record<string, unknown>> {
  const stat = (path: string): unknown => {
    const kind = folder.kindOf(path);
    if (kind === undefined) throw absent;
    return { isFile: () => kind === 'file', isDirectory: () => kind === 'folder' };
  };
  const readJsonSync = (path: string): unknown => {
    const content = basename(path) === 'package.json' ? files.contentOf(path) : undefined;
    if (isRecord(content)) return content;
    // A package whose file breaks off is half installed. That of a stack may be about to be written.
    throw content === undefined || folder.isOwn(path) ? absent : new SyntaxError('It is no object.');
  };
  const unused = (): never => {
    throw new Error('The resolver asks for what it is not meant to.');
  };
  return {
    statSync: stat,
    lstatSync: stat,
    readJsonSync,
    readlinkSync,
    readFileSync: (path: string) => Buffer.from(JSON.stringify(readJsonSync(path))),
    readdirSync: unused,
    stat: unused,
    readlink: unused,
    readFile: unused,
    readJson: unused,
    readdir: unused,
  };
}

const absent: Error = Object.assign(new Error('There is nothing.'), { code: 'ENOENT' });
