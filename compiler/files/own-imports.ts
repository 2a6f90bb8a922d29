import { join } from 'node:path';
import { isDeclaration } from './file-types.ts';
import type { FolderListing } from './folder-listing.ts';

/** What an import of one of the stack's own files may mean, in the order in which TypeScript looks for it. */
export interface OwnImports {
  /** The file that the type checker takes; undefined where it finds none. */
  readonly typed: (path: string) => string | undefined;
  /** The file that the engine takes, which may be one that cannot be imported. */
  readonly run: (path: string) => string | undefined;
  /** All paths that are looked at. */
  readonly candidates: (path: string) => readonly string[];
}

const usual = ['.ts', '.tsx', '.d.ts', '.js', '.jsx'];
const modules = ['.mts', '.d.mts', '.mjs'];
const common = ['.cts', '.d.cts', '.cjs'];
const react = ['.tsx', '.ts', '.d.ts', '.jsx', '.js'];

/** What a name with an extension may mean: TypeScript lets an import name the JavaScript that a file is going to be. */
const instead: Readonly<Record<string, readonly string[]>> = {
  '.ts': usual,
  '.d.ts': usual,
  '.js': usual,
  '.mts': modules,
  '.d.mts': modules,
  '.mjs': modules,
  '.cts': common,
  '.d.cts': common,
  '.cjs': common,
  '.tsx': react,
  '.jsx': react,
  '.json': ['.json'],
};

/** What the engine takes beyond that, where TypeScript wants a name in full. */
const inShort = ['.mts', '.mjs', '.json'];

/** A path that ends with `/`, as of `./` and `..`, is that of a folder. */
export function ownImports({ kindOf }: Pick<FolderListing, 'kindOf'>): OwnImports {
  const isFile = (path: string): boolean => kindOf(path) === 'file';
  const find = (paths: readonly string[]): string | undefined => paths.find(isFile);
  return {
    typed: (path) => (isPlain(path) && isFile(path) ? path : find(typedPaths(path))),
    run: (path) =>
      isPlain(path) && isFile(path) ? path : find([...typedPaths(path).filter(isCode), ...shortPaths(path)]),
    candidates: (path) => [...typedPaths(path), ...shortPaths(path)],
  };
}

/** Nearly every import names its file as it is called. */
const isPlain = (path: string): boolean => path.endsWith('.ts') && !isDeclaration(path);
const isCode = (path: string): boolean => !isDeclaration(path);

function typedPaths(path: string): readonly string[] {
  const [, stem = '', extension = ''] = /^(.*?)((?:\.d)?\.\w+)$/s.exec(path) ?? [];
  const replaced = (instead[extension] ?? []).map((one) => stem + one);
  const inFolder = usual.map((one) => join(path, `index${one}`));
  return path.endsWith('/') ? inFolder : [...replaced, ...usual.map((one) => path + one), ...inFolder];
}

function shortPaths(path: string): readonly string[] {
  const inFolder = inShort.map((one) => join(path, `index${one}`));
  return path.endsWith('/') ? inFolder : [path, ...inShort.map((one) => path + one), ...inFolder];
}
