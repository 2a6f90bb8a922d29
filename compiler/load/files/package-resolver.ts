import { readlinkSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
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

const typeExtensions = ['.ts', '.d.ts', '.mts', '.d.mts', '.cts', '.d.cts', '.json'];
/** Declarations name each other as the code that they are for, or as its source. */
const typesBeside = {
  '.js': ['.ts', '.d.ts', '.js'],
  '.mjs': ['.mts', '.d.mts', '.mjs'],
  '.cjs': ['.cts', '.d.cts', '.cjs'],
  '.ts': ['.ts', '.d.ts'],
  '.mts': ['.mts', '.d.mts'],
  '.cts': ['.cts', '.d.cts'],
};

const isTyped = (file: string | undefined): file is string => file !== undefined && /\.(?:[mc]?ts|json)$/.test(file);
const isRelative = (specifier: string): boolean => /^\.\.?(?:\/|$)/.test(specifier);

/** Where the types of a file may stand, given how it is named. */
function typedNames(path: string): readonly string[] {
  const [, extension = ''] = /(\.[mc]?[jt]s)$/.exec(path) ?? [];
  if (/\.d\.[mc]?ts$/.test(path)) return [path];
  const stem = path.slice(0, path.length - extension.length);
  const beside = Object.entries(typesBeside).find(([one]) => one === extension)?.[1] ?? [];
  return [
    ...beside.filter((one) => isTyped(one)).map((one) => stem + one),
    ...['.ts', '.d.ts'].map((one) => path + one),
  ];
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
    const known = new Map<string, string | undefined>();
    return (from, specifier) => {
      const key = `${from}\0${specifier}`;
      if (!known.has(key))
        known.set(
          key,
          found(() => resolver.resolveSync({}, from, specifier)),
        );
      return known.get(key);
    };
  };
  const code = { extensions: ['.js', '.mjs', '.cjs', '.json', '.ts', '.mts'], mainFields: ['module', 'main'] };
  const byImport = resolving({ ...code, conditionNames: ['import', ...conditions] });
  const byRequire = resolving({ ...code, mainFields: ['main', 'module'], conditionNames: ['require', ...conditions] });
  const typed = resolving({
    conditionNames: ['types', 'import', ...conditions],
    mainFields: ['types', 'typings', 'module', 'main'],
    extensions: typeExtensions,
    extensionAlias: typesBeside,
    extensionAliasForExports: true,
  });
  const isFile = (path: string): boolean => folder.kindOf(path) === 'file';
  /** Files of one package name each other plainly: that takes no look at any `package.json`. */
  const beside = (
    importer: string,
    specifier: string,
    names: (path: string) => readonly string[],
  ): string | undefined =>
    isRelative(specifier) ? names(resolve(dirname(importer), specifier)).find(isFile) : undefined;
  const types = (importer: string, specifier: string): string | undefined => {
    const plain = beside(importer, specifier, typedNames);
    if (plain !== undefined) return plain;
    const from = dirname(importer);
    const own = typed(from, specifier);
    if (isTyped(own) || isRelative(specifier)) return own;
    const [name = '', ...rest] = specifier.split(/(?<=^@[^/]+\/[^/]+|^[^@/][^/]*)\//);
    return [
      // Types may lie beside the `package.json` without being named there.
      ...(own !== undefined && rest.length === 0 ? [`${name}/index`] : []),
      `@types/${specifier.replace(/^@([^/]+)\//, '$1__')}`,
    ]
      .map((one) => typed(from, one))
      .find(isTyped);
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
    code: (importer, specifier, how) =>
      beside(importer, specifier, (path) => [path, `${path}.js`]) ??
      (how === 'import' ? byImport : byRequire)(dirname(importer), specifier),
    types,
    typeReference: (importer, name) => types(importer, name),
    isModule: (file) => isModuleFolder(dirname(file)),
  };
}

/** The resolver throws where there is nothing. */
function found(resolveFile: () => string | false): string | undefined {
  try {
    return resolveFile() || undefined;
  } catch {
    return undefined;
  }
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
