import { basename, dirname, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { nearNames } from '../diagnostics/near-names.ts';
import { once } from '../once.ts';
import { type CodeFormat, isDeclaration, isTyped, ownFormat, packageFormat } from './file-types.ts';
import {
  cannotBeFound,
  cannotBeRead,
  folderWithoutIndex,
  isBuiltin,
  leadsNowhere,
  leadsOut,
  notInPackage,
  notInstalled,
  onlyTypes,
  refusedOutright,
  wrongFileType,
} from './import-faults.ts';
import { ownImports } from './own-imports.ts';
import { packageFiles } from './package-files.ts';
import { packageResolver } from './package-resolver.ts';
import { pathsOf, type TypePaths } from './path-settings.ts';
import type { StackFolder } from './stack-folder.ts';

/** Tells which file an import means, as TypeScript in its `bundler` mode does, and why it may not be read. */
export interface Resolver {
  /** What the engine runs. Faults have no place, and name nothing but what is written in the import. */
  readonly forEngine: (importer: string, specifier: string, how: 'import' | 'require') => Target | Diagnostic;
  /** What the type checker reads. */
  readonly forTypes: (importer: string, specifier: string) => Target | undefined;
  /** What `/// <reference types>` means. */
  readonly typeReference: (importer: string, name: string) => Target | undefined;
  readonly formatOf: (file: string) => CodeFormat | undefined;
  /** Whether Node.js would take a file of a package for a module by its name or its `package.json`. */
  readonly isModuleForSure: (file: string) => boolean;
  /** The `paths` of the stack's `tsconfig.json`, with whole paths. */
  readonly paths: TypePaths;
  /** What is wrong with a `package.json` that the type checker opens by itself when it reads these files. */
  readonly packageFileFault: (files: readonly string[]) => Diagnostic | undefined;
}

export interface Target {
  /** Without links. */
  readonly file: string;
  /** Where the type checker looks for it, which follows no links between the files of a stack; absent where it is the same. */
  readonly seen?: string;
}

export function openResolver(folder: StackFolder): Resolver {
  const { follow, kindOf, mayRead } = folder;
  const settings = once(() => pathsOf(folder));
  const files = packageFiles(folder);
  const packages = once(() => packageResolver(folder, files));
  const own = ownImports(folder);
  const isWithin = (path: string): boolean => path === folder.root || mayRead(path);
  const formatOf = (file: string): CodeFormat | undefined =>
    folder.isOwn(file) ? ownFormat(file) : packageFormat(file);

  let last: { readonly importer: string; readonly specifier: string; readonly target: Target | undefined } | undefined;
  /** What nearly all imports are: of one of the stack's files by its whole name. It is asked for twice in a row. */
  const plain = (importer: string, specifier: string): Target | undefined => {
    if (!isPlain.test(specifier)) return undefined;
    if (last?.importer === importer && last.specifier === specifier) return last.target;
    const path = resolve(dirname(importer), specifier);
    const isIt = kindOf(path) === 'file' && follow(path) === path && folder.isOwn(path) && folder.isOwn(importer);
    const target = isIt ? { file: path } : undefined;
    last = { importer, specifier, target };
    return target;
  };
  /** A file that was found, as the engine gets it. */
  const runnable = (found: string, specifier: string): Target | Diagnostic => {
    const file = follow(found);
    if (file === undefined) return cannotBeFound(specifier);
    if (!mayRead(file)) return leadsOut(specifier);
    return formatOf(file) === undefined ? wrongFileType(specifier, file) : { file };
  };
  /** A file that was found, as the type checker gets it: it follows links to packages, and none between files. */
  const readable = (found: string | undefined): Target | undefined => {
    const file = found === undefined ? undefined : follow(found);
    return file !== undefined && isTyped(file) && mayRead(file) && kindOf(file) === 'file' ? { file } : undefined;
  };
  const readableAt = (found: string | undefined): Target | undefined => {
    const target = readable(found);
    if (found === undefined || target === undefined) return undefined;
    // It does not read the code of packages.
    if (!isDeclared(target.file) && !folder.isOwn(target.file)) return undefined;
    return target.file === found ? target : { ...target, seen: found };
  };
  /** A folder can say in a `package.json` of its own what stands for it. */
  const hasPackageFile = (path: string): boolean =>
    kindOf(path) === 'folder' && kindOf(`${path}/package.json`) === 'file';

  const besides = (importer: string, specifier: string): Target | Diagnostic => {
    const path = pathOf(importer, specifier);
    if (!isWithin(withoutEnd(path))) return leadsOut(specifier);
    const found = own.run(path) ?? (hasPackageFile(path) ? packages().code(importer, specifier, 'import') : undefined);
    return found === undefined ? whyNot(path, specifier) : runnable(found, specifier);
  };
  /** Why there is no file for a path. Where it leads out, it is not told whether there is one. */
  const whyNot = (path: string, specifier: string): Diagnostic => {
    const candidates = own.candidates(path);
    const kinds = candidates.map(kindOf);
    if (!candidates.every((one) => isWithin(folder.destinationOf(one)))) return leadsOut(specifier);
    if (kinds.includes('other')) return cannotBeRead(specifier, 'not a regular file');
    const declared = candidates.find((one) => isDeclaration(one) && kindOf(one) === 'file');
    if (declared !== undefined) return wrongFileType(specifier, declared);
    if (kindOf(path) === 'folder') return folderWithoutIndex(specifier);
    return folder.isLink(path) ? leadsNowhere(specifier) : cannotBeFound(specifier, nearFiles(path, specifier, folder));
  };
  const mapped = (specifier: string): readonly string[] => (isOurs(specifier) ? [] : settings().targetsOf(specifier));
  const bare = (importer: string, specifier: string, how: 'import' | 'require'): Target | Diagnostic => {
    for (const target of folder.isOwn(importer) ? mapped(specifier) : []) {
      if (!isWithin(target)) return leadsOut(specifier);
      const found = own.run(target);
      if (found !== undefined) return runnable(found, specifier);
    }
    if (isOurs(specifier)) return notInstalled(specifier);
    const found = nextTo(importer, specifier) ?? packages().code(importer, specifier, how);
    return found === undefined ? whyNotBare(importer, specifier) : runnable(found, specifier);
  };
  /** What nearly all imports in a package are: a file beside it by its name, or without `.js`. */
  const nextTo = (importer: string, specifier: string): string | undefined => {
    if (!isRelative(specifier)) return undefined;
    const path = pathOf(importer, specifier);
    const kind = kindOf(path);
    if (kind === 'file') return path;
    return kind === undefined && kindOf(`${path}.js`) === 'file' ? `${path}.js` : undefined;
  };
  /** A package that does in browsers what a module of Node.js does: packages that import this get it. */
  const isStandIn = (importer: string, specifier: string): boolean =>
    isBuiltin(specifier) && !folder.isOwn(importer) && packages().folderOf(importer, specifier) !== undefined;
  const whyNotBare = (importer: string, specifier: string): Diagnostic => {
    if (specifier.startsWith('.')) return cannotBeFound(specifier);
    const around = specifier.startsWith('#') ? undefined : packages().folderOf(importer, specifier);
    const target = around === undefined ? undefined : follow(around);
    if (target !== undefined && !mayRead(target)) return leadsOut(specifier);
    if (readable(packages().types(importer, specifier)) !== undefined) return onlyTypes(specifier);
    return target === undefined ? notInstalled(specifier) : notInPackage(specifier);
  };
  return {
    get paths() {
      return settings().paths;
    },
    forEngine: (importer, specifier, how) => {
      const found = plain(importer, specifier);
      if (found !== undefined) return found;
      const refused = refusedOutright(specifier);
      if (refused !== undefined && !isStandIn(importer, specifier)) return refused;
      return isRelative(specifier) && folder.isOwn(importer)
        ? besides(importer, specifier)
        : bare(importer, specifier, how);
    },
    forTypes: (importer, specifier) => {
      const same = plain(importer, specifier);
      if (same !== undefined) return same;
      if (refusedOutright(specifier) !== undefined && !isStandIn(importer, specifier)) return undefined;
      const ofPackage = (): string | undefined => packages().types(importer, specifier);
      if (isRelative(specifier)) {
        const path = pathOf(importer, specifier);
        if (!isWithin(withoutEnd(path))) return undefined;
        return readableAt(own.typed(path) ?? (hasPackageFile(path) ? ofPackage() : undefined));
      }
      // It knows these names in declarations of packages, too; the engine has nothing to do with them there.
      const found = mapped(specifier)
        .filter(isWithin)
        .map(own.typed)
        .find((one) => one !== undefined);
      return found === undefined ? readable(ofPackage()) : readableAt(found);
    },
    typeReference: (importer, name) =>
      refusedOutright(name) === undefined ? readable(packages().types(importer, name)) : undefined,
    formatOf: (file) => {
      const format = formatOf(file);
      if (format !== 'javascript' || folder.isOwn(file) || file.endsWith('.mjs') || files.isModule(file)) return format;
      return 'commonjs';
    },
    isModuleForSure: (file) => file.endsWith('.mjs') || files.isModule(file),
    packageFileFault: files.faultOf,
  };
}

const isPlain = /^\.{1,2}\/[\w./-]*(?<!\.d)\.ts$/;
const isDeclared = (file: string): boolean => !/\.[cm]?js$/.test(file);
const isRelative = (specifier: string): boolean => /^\.\.?(?:\/|$)/.test(specifier);
const isOurs = (specifier: string): boolean => specifier === 'plugboard' || specifier.startsWith('plugboard/');

/** The whole path, with `/` at its end where only a folder can be meant. */
function pathOf(importer: string, specifier: string): string {
  const path = resolve(dirname(importer), specifier);
  return /(?:^|\/)\.{0,2}$/.test(specifier) ? `${path}/` : path;
}

const withoutEnd = (path: string): string => (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path);

/** Files beside the one that is missing, with names like its. */
function nearFiles(wanted: string, written: string, folder: StackFolder): readonly string[] {
  const names = folder.namesIn(dirname(wanted)).filter((name) => ownFormat(name) !== undefined);
  return nearNames(basename(wanted), names).map((name) => written.slice(0, -basename(wanted).length) + name);
}
