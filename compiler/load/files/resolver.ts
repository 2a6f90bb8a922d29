import { basename, dirname, resolve } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearNames } from '../../diagnostics/near-names.ts';
import { type CodeFormat, ownFormat, packageFormat } from './file-types.ts';
import { cannotBeFound, leadsOut, notInstalled, refusedOutright, wrongFileType } from './import-faults.ts';
import { type PackageResolver, packageResolver } from './package-resolver.ts';
import { pathsOf, type TypePaths } from './path-settings.ts';
import { isInside, type StackFolder } from './stack-folder.ts';

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
}

export interface Target {
  /** Without links. */
  readonly file: string;
  /** Where the type checker looks for it, which follows no links between the files of a stack; absent where it is the same. */
  readonly seen?: string;
}

const ownExtensions = ['.ts', '.mts', '.js', '.mjs', '.json'];
/** TypeScript lets an import name the JavaScript that a file is going to be. */
const sources: Readonly<Record<string, readonly string[]>> = { '.js': ['.ts'], '.mjs': ['.mts'] };
const declarations = ['.d.ts', '.d.mts'];

export function openResolver(folder: StackFolder): Resolver {
  const settings = pathsOf(folder);
  let loaded: PackageResolver | undefined;
  const packages = (): PackageResolver => {
    loaded ??= packageResolver(folder);
    return loaded;
  };
  const isFile = (path: string): boolean => folder.kindOf(path) === 'file';
  const ownPath = (path: string, more: readonly string[] = []): string | undefined => {
    // Nearly every import names its file as it is called, and that is no link.
    const extension = /\.\w+$/.exec(path)?.[0] ?? '';
    const stem = path.slice(0, path.length - extension.length);
    const [source] = (sources[extension] ?? []).map((one) => stem + one).filter(isFile);
    if (source !== undefined) return source;
    if (isFile(path)) return path;
    return [
      ...[...ownExtensions, ...more].map((one) => path + one),
      ...[...ownExtensions, ...more].map((one) => resolve(path, `index${one}`)),
      ...(extension === '' ? [] : more.map((one) => stem + one)),
    ].find(isFile);
  };
  const ownFile = (path: string, more?: readonly string[]): string | undefined => {
    const found = ownPath(path, more);
    return found === undefined ? undefined : folder.follow(found);
  };
  const besides = (importer: string, specifier: string): Target | Diagnostic => {
    const path = resolve(dirname(importer), specifier);
    if (leadsAway(path, folder)) return leadsOut(specifier);
    const file = ownFile(path);
    if (file === undefined) {
      const kind = folder.kindOf(path);
      if (kind === 'other') return wrongFileType(specifier);
      return cannotBeFound(specifier, kind === 'folder' ? [] : nearFiles(path, specifier, folder));
    }
    if (!folder.mayRead(file)) return leadsOut(specifier);
    const format = folder.isOwn(file) ? ownFormat(file) : packageFormat(file);
    return format === undefined ? wrongFileType(specifier) : { file };
  };
  const mapped = (specifier: string): readonly string[] => (isOurs(specifier) ? [] : settings.targetsOf(specifier));
  const bare = (importer: string, specifier: string, how: 'import' | 'require'): Target | Diagnostic => {
    for (const target of mapped(specifier)) {
      const file = ownFile(target);
      if (file !== undefined) return folder.mayRead(file) ? { file } : leadsOut(specifier);
    }
    if (specifier.startsWith('plugboard/')) return notInstalled(specifier);
    const file = packages().code(importer, specifier, how);
    if (file === undefined) return isLinkedAway(specifier, folder) ? leadsOut(specifier) : notInstalled(specifier);
    const target = folder.follow(file);
    if (target === undefined) return notInstalled(specifier);
    if (!folder.mayRead(target)) return leadsOut(specifier);
    const format = folder.isOwn(target) ? ownFormat(target) : packageFormat(target);
    return format === undefined || folder.kindOf(target) !== 'file' ? wrongFileType(specifier) : { file: target };
  };
  const readable = (path: string | undefined): Target | undefined => {
    const file = path === undefined ? undefined : folder.follow(path);
    const isTyped = file !== undefined && /\.(?:[cm]?[jt]s|json)$/.test(file);
    return isTyped && folder.mayRead(file) && folder.kindOf(file) === 'file' ? { file } : undefined;
  };
  return {
    paths: settings.paths,
    forEngine: (importer, specifier, how) => {
      const refused = refusedOutright(specifier);
      if (refused !== undefined) return refused;
      if (isRelative(specifier) && folder.isOwn(importer)) return besides(importer, specifier);
      return bare(importer, specifier, how);
    },
    forTypes: (importer, specifier) => {
      if (refusedOutright(specifier) !== undefined) return undefined;
      if (isRelative(specifier)) {
        const path = resolve(dirname(importer), specifier);
        if (!folder.isOwn(importer)) return readable(packages().types(importer, specifier));
        const seen = ownPath(path, declarations);
        const target = readable(seen);
        return target === undefined || seen === undefined || seen === target.file ? target : { ...target, seen };
      }
      for (const target of mapped(specifier)) {
        const file = ownFile(target, declarations);
        if (file !== undefined) return readable(file);
      }
      return readable(packages().types(importer, specifier));
    },
    typeReference: (importer, name) => readable(packages().typeReference(importer, name)),
    formatOf: (file) => {
      if (folder.isOwn(file)) return ownFormat(file);
      const format = packageFormat(file);
      return format === 'javascript' && !file.endsWith('.mjs') && !packages().isModule(file) ? 'commonjs' : format;
    },
    isModuleForSure: (file) => file.endsWith('.mjs') || packages().isModule(file),
  };
}

const isRelative = (specifier: string): boolean => /^\.\.?(?:\/|$)/.test(specifier);
const isOurs = (specifier: string): boolean => specifier === 'plugboard' || specifier.startsWith('plugboard/');

/** Whether a path leads out of what may be read, by its words or through a link to a folder. */
function leadsAway(path: string, folder: StackFolder): boolean {
  const around = path === folder.root ? path : (folder.follow(dirname(path)) ?? dirname(path));
  const may = (one: string): boolean =>
    one === folder.root || isInside(one, folder.root) || folder.mayRead(one) || folder.isOwn(one);
  return !may(path) || !may(around);
}

/** Whether a package is there only as a link to what may not be read. */
function isLinkedAway(specifier: string, { packageFolders, follow, mayRead }: StackFolder): boolean {
  const name = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1);
  const targets = packageFolders.flatMap((packages) => follow(resolve(packages, ...name)) ?? []);
  return targets.length > 0 && !targets.some(mayRead);
}

/** Files beside the one that is missing, with names like its. */
function nearFiles(wanted: string, written: string, folder: StackFolder): readonly string[] {
  const names = folder.namesIn(dirname(wanted)).filter((name) => ownFormat(name) !== undefined);
  return nearNames(basename(wanted), names).map((name) => written.slice(0, -basename(wanted).length) + name);
}
