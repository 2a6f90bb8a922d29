import type { Loader } from 'esbuild';

/** What a program may be made of, by the end of the file's name. */
const loaders: Readonly<Record<string, Loader>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.js': 'js',
  '.mjs': 'js',
  '.json': 'json',
};

/** Forms in which packages come, and which a stack's own files have no need of. */
const packageLoaders: Readonly<Record<string, Loader>> = { ...loaders, '.cjs': 'js', '.cts': 'ts' };

/** How to read a file; `undefined` for one that cannot be imported. */
export function loaderOf(path: string, isOwn: boolean): Loader | undefined {
  return (isOwn ? loaders : packageLoaders)[extensionOf(path)];
}

/** Whether a program, or a package that it uses, can be made of such files. */
export function isReadable(path: string): boolean {
  return packageLoaders[extensionOf(path)] !== undefined;
}

/** Whether it is a file with code. */
export function isSource(path: string): boolean {
  return extensionOf(path) !== '.json' && loaders[extensionOf(path)] !== undefined;
}

// Own code because `path.extname` takes `.json` as a name without an extension, and a link may be called so.
function extensionOf(path: string): string {
  return /\.\w+$/.exec(path)?.[0] ?? '';
}
