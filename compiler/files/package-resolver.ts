import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isTyped } from './file-types.ts';
import { isRecord } from './json-text.ts';
import { ownImports } from './own-imports.ts';
import { type PackageFiles, resolverFileSystem } from './package-files.ts';
import { foldersUpFrom, type StackFolder } from './stack-folder.ts';
import { pathsForVersion } from './types-versions.ts';

/** Finds files of installed packages, as Node.js and TypeScript do. Whether they may be read is for others to say. */
export interface PackageResolver {
  readonly code: (importer: string, specifier: string, how: 'import' | 'require') => string | undefined;
  readonly types: (importer: string, specifier: string) => string | undefined;
  /** The folder of the package that an import names, where there is one. */
  readonly folderOf: (importer: string, specifier: string) => string | undefined;
}

type ResolveFile = (folder: string, specifier: string) => string | undefined;

/** The engine has what browsers and Node.js have in common, and nothing of either alone. */
const conditions = ['module', 'browser', 'default'];

/** What stands for a name with an extension: in packages what was published goes first, for types what declares them. */
const published = { '.js': ['.js', '.ts'], '.mjs': ['.mjs', '.mts'] };
const declaring = {
  '.js': ['.ts', '.d.ts', '.js'],
  '.mjs': ['.mts', '.d.mts', '.mjs'],
  '.cjs': ['.cts', '.d.cts', '.cjs'],
};

export function packageResolver(folder: StackFolder, files: PackageFiles): PackageResolver {
  // CommonJS, as it is; it is read in only for programs that import packages.
  const { ResolverFactory } = createRequire(import.meta.url)('enhanced-resolve') as typeof import('enhanced-resolve');
  const fileSystem = resolverFileSystem(folder, files);
  const resolving = (options: Partial<Parameters<typeof ResolverFactory.createResolver>[0]>): ResolveFile => {
    const resolver = ResolverFactory.createResolver({
      extensionAliasForExports: true,
      // Links are followed here, where it is known which there are.
      symlinks: false,
      useSyncFileSystemCalls: true,
      ...options,
      fileSystem: fileSystem as never,
    });
    const resolve: ResolveFile = (from, specifier) => {
      try {
        return resolver.resolveSync({}, from, specifier) || undefined;
      } catch {
        return undefined;
      }
    };
    return remembering(resolve);
  };
  const code = { extensions: ['.js', '.mjs', '.cjs', '.json', '.ts', '.mts'], extensionAlias: published };
  const byImport = resolving({ ...code, mainFields: ['module', 'main'], conditionNames: ['import', ...conditions] });
  const byRequire = resolving({ ...code, mainFields: ['main', 'module'], conditionNames: ['require', ...conditions] });
  const typing = {
    mainFields: ['typings', 'types', 'main'],
    extensions: ['.ts', '.d.ts', '.mts', '.d.mts', '.cts', '.d.cts', '.json'],
    extensionAlias: declaring,
  };
  const typed = resolving({ ...typing, conditionNames: ['types', 'import', ...conditions] });
  const typedPlainly = resolving({ ...typing, conditionNames: ['types', 'import', 'default'] });
  const beside = ownImports(folder);
  const readByCompiler = (found: string | undefined): string | undefined => {
    // What `main` names is code, and its types stand beside it.
    const file = found !== undefined && isScript(found) ? beside.typed(found) : found;
    if (file === undefined || !isTyped(file)) return undefined;
    // The type checker does not read the code of a package.
    return isScript(file) && !folder.isOwn(folder.follow(file) ?? file) ? undefined : file;
  };
  // Where what a condition names has no types, the compiler goes on to the next.
  const typedFile = (from: string, specifier: string): string | undefined =>
    readByCompiler(typed(from, specifier)) ?? readByCompiler(typedPlainly(from, specifier));
  const folderOf = (importer: string, specifier: string): string | undefined => {
    const { name } = partsOf(specifier);
    return foldersUpFrom(dirname(importer))
      .map((above) => join(above, 'node_modules', name))
      .find((path) => folder.kindOf(path) === 'folder');
  };
  const ofVersion = (importer: string, specifier: string): string | undefined => {
    const around = specifier.startsWith('.') ? undefined : folderOf(importer, specifier);
    const content = around === undefined ? undefined : files.contentOf(join(around, 'package.json'));
    if (around === undefined || !isRecord(content) || 'exports' in content) return undefined;
    const targets = pathsForVersion(around, content, partsOf(specifier).path) ?? [];
    return targets.map((target) => typedFile(around, target)).find((one) => one !== undefined);
  };
  /** Types of a package can lie beside its `package.json`, which then says nothing of them. */
  const ofFolder = (importer: string, specifier: string): string | undefined => {
    const around =
      /^[.#]/.test(specifier) || partsOf(specifier).path !== '' ? undefined : folderOf(importer, specifier);
    const content = around === undefined ? undefined : files.contentOf(join(around, 'package.json'));
    return around === undefined || (isRecord(content) && 'exports' in content)
      ? undefined
      : readByCompiler(beside.typed(`${around}/`));
  };
  const typesOf = (importer: string, specifier: string): string | undefined =>
    ofVersion(importer, specifier) ?? typedFile(dirname(importer), specifier) ?? ofFolder(importer, specifier);
  const typesFrom = remembering((from, specifier) => {
    const importer = join(from, 'any.ts');
    return (
      typesOf(importer, specifier) ??
      (/^[.#]/.test(specifier) ? undefined : typesOf(importer, `@types/${specifier.replace(/^@([^/]+)\//, '$1__')}`))
    );
  });
  return {
    code: (importer, specifier, how) => (how === 'import' ? byImport : byRequire)(dirname(importer), specifier),
    types: (importer, specifier) => typesFrom(dirname(importer), specifier),
    folderOf,
  };
}

/** Files of one folder import the same packages. */
function remembering(resolve: ResolveFile): ResolveFile {
  const known = new Map<string, string | undefined>();
  return (folder, specifier) => {
    const key = `${folder}\0${specifier}`;
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found;
    const file = resolve(folder, specifier);
    known.set(key, file);
    return file;
  };
}

const isScript = (file: string): boolean => /\.[cm]?js$/.test(file);

/** The name of a package, and what of it is imported. */
function partsOf(specifier: string): { readonly name: string; readonly path: string } {
  const names = specifier.split('/');
  const length = specifier.startsWith('@') ? 2 : 1;
  return { name: names.slice(0, length).join('/'), path: names.slice(length).join('/') };
}
