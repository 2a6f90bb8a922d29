/** What a file is, by the end of its name. */
export type CodeFormat = 'typescript' | 'javascript' | 'commonjs' | 'json';

const ownFormats: Readonly<Record<string, CodeFormat>> = {
  '.ts': 'typescript',
  '.mts': 'typescript',
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.json': 'json',
};

/** Forms in which packages come, and which a stack's own files have no need of. */
const packageFormats: Readonly<Record<string, CodeFormat>> = { ...ownFormats, '.cjs': 'commonjs' };

/** Whether a file only declares types. */
export const isDeclaration = (path: string): boolean => /\.d\.[cm]?ts$/.test(path);

/** How one of the stack's own files is read; undefined for one that cannot be imported. */
export const ownFormat = (path: string): CodeFormat | undefined =>
  isDeclaration(path) ? undefined : ownFormats[extensionOf(path)];

/** How a file of a package is read, as far as its name tells: `.js` may be either. */
export const packageFormat = (path: string): CodeFormat | undefined =>
  isDeclaration(path) ? undefined : packageFormats[extensionOf(path)];

/** Whether the type checker reads such files. */
export const isTyped = (path: string): boolean => /\.(?:[cm]?[jt]s|json)$/.test(path);

/** Whether a program, or a package that it uses, can be made of such files, or of types for them. */
export const isReadable = (path: string): boolean =>
  isDeclaration(path) || packageFormat(path) !== undefined || extensionOf(path) === '.cts';

/** Whether it is a file with code. */
export const isSource = (path: string): boolean => ownFormat(path) !== undefined && extensionOf(path) !== '.json';

// Own code because `path.extname` takes `.json` as a name without an extension, and a link may be called so.
function extensionOf(path: string): string {
  return /\.\w+$/.exec(path)?.[0] ?? '';
}
