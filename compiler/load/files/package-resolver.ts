import { readlinkSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readRegularFile } from './regular-file.ts';
import type { StackFolder } from './stack-folder.ts';

/** Finds files of installed packages, as Node.js and TypeScript do. Whether they may be read is for others to say. */
export interface PackageResolver {
  readonly code: (importer: string, specifier: string, how: 'import' | 'require') => string | undefined;
  readonly types: (importer: string, specifier: string) => string | undefined;
  readonly typeReference: (importer: string, name: string) => string | undefined;
  /** Whether the nearest `package.json` says that `.js` files are modules. */
  readonly isModule: (file: string) => boolean;
}

type ResolveFile = (folder: string, specifier: string) => string | undefined;

/** The engine has what browsers and Node.js have in common, and nothing of either alone. */
const conditions = ['module', 'browser', 'default'];

export function packageResolver(folder: StackFolder): PackageResolver {
  // CommonJS, as it is; it is read in only for programs that import packages.
  const { ResolverFactory } = createRequire(import.meta.url)('enhanced-resolve') as typeof import('enhanced-resolve');
  const fileSystem = guardedFileSystem(folder);
  const resolving = (
    options: Omit<Parameters<typeof ResolverFactory.createResolver>[0], 'fileSystem'>,
  ): ResolveFile => {
    const resolver = ResolverFactory.createResolver({
      ...options,
      fileSystem: fileSystem as never,
      useSyncFileSystemCalls: true,
    });
    return (from, specifier) => {
      try {
        const found = resolver.resolveSync({}, from, specifier);
        return found === false ? undefined : found;
      } catch {
        return undefined;
      }
    };
  };
  const code = { extensions: ['.js', '.mjs', '.cjs', '.json', '.ts', '.mts'], mainFields: ['module', 'main'] };
  const byImport = resolving({ ...code, conditionNames: ['import', ...conditions] });
  const byRequire = resolving({ ...code, mainFields: ['main', 'module'], conditionNames: ['require', ...conditions] });
  const typed = resolving({
    conditionNames: ['types', 'import', ...conditions],
    mainFields: ['types', 'typings', 'module', 'main'],
    extensions: ['.ts', '.d.ts', '.mts', '.d.mts', '.cts', '.d.cts', '.json'],
    mainFiles: ['index'],
    extensionAlias: {
      '.js': ['.ts', '.d.ts', '.js'],
      '.mjs': ['.mts', '.d.mts', '.mjs'],
      '.cjs': ['.cts', '.d.cts', '.cjs'],
    },
    extensionAliasForExports: true,
  });
  const isTyped = (file: string | undefined): file is string => file !== undefined && /\.(?:[mc]?ts|json)$/.test(file);
  const types = (importer: string, specifier: string): string | undefined => {
    const from = dirname(importer);
    const own = typed(from, specifier);
    if (isTyped(own)) return own;
    if (specifier.startsWith('.')) return undefined;
    const others = typed(from, `@types/${specifier.replace(/^@([^/]+)\//, '$1__')}`);
    return isTyped(others) ? others : undefined;
  };
  const modules = new Map<string, boolean>();
  const isModuleFolder = (path: string): boolean => {
    const known = modules.get(path);
    if (known !== undefined) return known;
    const text = fileSystem.readText(join(path, 'package.json'));
    const parent = dirname(path);
    const is = text === undefined ? parent !== path && isModuleFolder(parent) : typeOf(text) === 'module';
    modules.set(path, is);
    return is;
  };
  return {
    code: (importer, specifier, how) => (how === 'import' ? byImport : byRequire)(dirname(importer), specifier),
    types,
    typeReference: (importer, name) => types(importer, name),
    isModule: (file) => isModuleFolder(dirname(file)),
  };
}

function typeOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  } catch {
    return undefined;
  }
}

interface GuardedFileSystem {
  readonly readText: (path: string) => string | undefined;
  readonly [call: string]: unknown;
}

/** What the resolver looks at: it may see what there is, and read nothing but the `package.json` of what may be read. */
function guardedFileSystem(folder: StackFolder): GuardedFileSystem {
  const readText = (path: string): string | undefined => {
    const target = folder.follow(path);
    return target !== undefined && path.endsWith('package.json') && folder.mayRead(target)
      ? readRegularFile(target)
      : undefined;
  };
  const readFileSync = (path: string): Buffer => {
    const text = readText(path);
    if (text === undefined) throw Object.assign(new Error(`There is no ${path}.`), { code: 'ENOENT' });
    return Buffer.from(text);
  };
  const calls = {
    statSync,
    lstatSync: statSync,
    readlinkSync,
    readFileSync,
    readJsonSync: (path: string): unknown => JSON.parse(readFileSync(path).toString()),
    readdirSync: (): never => {
      throw Object.assign(new Error('Nothing is listed.'), { code: 'ENOENT' });
    },
  };
  const unused = (): never => {
    throw new Error('Everything is asked for at once.');
  };
  return {
    ...calls,
    stat: unused,
    readlink: unused,
    readFile: unused,
    readJson: unused,
    readdir: unused,
    readText,
  };
}
