import { isAbsolute } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { spanBetween } from '../../diagnostics/text-span.ts';
import { asksAtRunTime, leadsOut, wrongImportType } from '../../files/import-faults.ts';
import type { Resolver, Target } from '../../files/resolver.ts';
import type { ReadSource, SourceReader } from '../../files/source-reader.ts';
import type { StackFolder } from '../../files/stack-folder.ts';
import type { ProgramModule } from '../../sandbox/program-module.ts';
import { importersOfModules } from './importers.ts';
import { importsAtRunTime, importsByWords, importsOf, type WrittenImport } from './imports.ts';
import type { PackageLexer } from './package-lexer.ts';
import type { ModuleGraph } from './whole-program.ts';

/** What a program is read with. */
export interface ProgramFiles {
  readonly folder: StackFolder;
  readonly resolver: Resolver;
  readonly reader: SourceReader;
}

/** Modules that are ours, and not read from the stack. */
const ourModules: ReadonlySet<string> = new Set(['plugboard', 'plugboard/testing']);

/**
 * Reads a program: its entry and all that is imported from there, by code and by types. `found` gets each module as soon
 * as it is known, so that somebody else can go on with it. Every file is opened here first, and checked for what it is.
 */
export async function readModuleGraph(
  files: ProgramFiles,
  entries: readonly string[],
  found: (module: ProgramModule) => void,
): Promise<ModuleGraph> {
  const { folder } = files;
  const walk = new GraphWalk(files, found);
  for (const entry of entries) walk.visitOwn(entry);
  await walk.finish();
  return walk.graph(folder.nameOf(entries[0] ?? folder.stackFile));
}

class GraphWalk {
  readonly #files: ProgramFiles;
  readonly #found: (module: ProgramModule) => void;
  readonly #modules = new Map<string, ProgramModule>();
  readonly #sources = new Map<string, string>();
  readonly #typed = new Set<string>();
  readonly #own: string[] = [];
  readonly #packageCode: string[] = [];
  readonly #declarations: string[] = [];
  readonly #seen = new Set<string>();
  readonly #diagnostics: Diagnostic[] = [];
  readonly #faults = new Map<string, Diagnostic>();
  readonly #importers = importersOfModules();
  /** Where `import(...)` stands: whether it is code is looked at last. */
  readonly #calls: { readonly text: string; readonly fault: Diagnostic }[] = [];
  /** CommonJS files, whose exports are known when all of them are. */
  readonly #common = new Map<string, { readonly module: ProgramModule; readonly passedOn: readonly string[] }>();
  readonly #wantedNames = new Map<string, readonly string[]>();
  readonly #ownFiles = new Map<string, string>();
  #bytes = 0;
  #characters = 0;
  #lexer: PackageLexer | undefined;

  constructor(files: ProgramFiles, found: (module: ProgramModule) => void) {
    this.#files = files;
    this.#found = found;
  }

  visitOwn(file: string): void {
    if (this.#isNew(`own ${file}`)) this.#own.push(file);
  }

  async finish(): Promise<void> {
    for (let next = this.#own.pop(); next !== undefined; next = this.#own.pop()) await this.#readOwn(next);
    for (let next = this.#packageCode.pop(); next !== undefined; next = this.#packageCode.pop()) {
      await this.#readPackageCode(next);
    }
    for (let next = this.#declarations.pop(); next !== undefined; next = this.#declarations.pop()) {
      this.#readDeclarations(next);
    }
    // A package's code may be linked to a folder of the stack's own.
    if (this.#own.length + this.#packageCode.length > 0) return this.finish();
    for (const [name, { module }] of this.#common) {
      // Which names a CommonJS file exports is known for sure only when it has run: who asks for one gets it.
      const exports = new Set([...this.#exportsOf(name), ...(this.#wantedNames.get(name) ?? [])]);
      this.#add({ ...module, exports: [...exports] });
    }
    for (const { text, fault } of this.#calls) if (await importsAtRunTime(text)) this.#diagnostics.push(fault);
    this.#checkPackageFiles();
  }

  /** The type checker is not to open a `package.json` that is something else. */
  #checkPackageFiles(): void {
    const fault = this.#files.resolver.packageFileFault([...this.#typed]);
    if (fault === undefined) return;
    // An import of a package that is a link to elsewhere has said it already, with its place.
    if (!this.#diagnostics.some(({ code }) => code === fault.code)) this.#diagnostics.push(fault);
    this.#typed.clear();
  }

  /** The names that a CommonJS file exports, itself or by passing on what others do. */
  #exportsOf(name: string): ReadonlySet<string> {
    const names = new Set<string>();
    const files = new Set([name]);
    for (const file of files) {
      const { module, passedOn = [] } = this.#common.get(file) ?? {};
      for (const one of module?.exports ?? []) names.add(one);
      for (const specifier of passedOn) {
        const target = module?.links[specifier];
        if (target !== undefined) files.add(target);
      }
    }
    return names;
  }

  graph(entry: string): ModuleGraph {
    return {
      entry,
      modules: this.#modules,
      typedFiles: [...this.#typed],
      bytes: this.#bytes,
      ownFiles: this.#ownFiles,
      characters: this.#characters,
      diagnostics: this.#diagnostics,
      faultOf: (importer, specifier) => this.#faults.get(`${importer}\0${specifier}`),
      sources: this.#sources,
      importOf: this.#importers.importOf,
    };
  }

  #isNew(what: string): boolean {
    if (this.#seen.has(what)) return false;
    this.#seen.add(what);
    return true;
  }

  #add(module: ProgramModule): void {
    this.#modules.set(module.name, module);
    this.#characters += module.text.length;
    this.#found(module);
  }

  /** Reads a file, or says at the import that leads there why it cannot be. */
  #read(file: string, name: string): ReadSource | undefined {
    const read = this.#files.reader.read(file);
    if (!('code' in read)) return read;
    const place = this.#importers.importOf(name)?.span;
    this.#diagnostics.push(place === undefined ? read : { ...read, span: place });
    return undefined;
  }

  async #readOwn(file: string): Promise<void> {
    const { folder, resolver } = this.#files;
    const name = folder.nameOf(file);
    const read = this.#read(file, name);
    if (read === undefined) return;
    const { text, bytes } = read;
    this.#bytes += bytes;
    this.#typed.add(file);
    this.#sources.set(name, text);
    this.#ownFiles.set(file, name);
    const isJson = file.endsWith('.json');
    const imports = isJson ? [] : importsOf(text);
    const links: Record<string, string> = {};
    for (const one of imports) {
      const target = this.#follow(file, name, text, one);
      if (target !== undefined) links[one.specifier] = target;
    }
    const format = isJson ? 'json' : resolver.formatOf(file) === 'typescript' ? 'typescript' : 'javascript';
    this.#add({ name, text, format, isOwn: true, links });
  }

  /** The name of the module that an import of an own file means, where the engine may ask for it. */
  #follow(importer: string, name: string, text: string, one: WrittenImport): string | undefined {
    const { folder, resolver } = this.#files;
    const { specifier, how, start, end } = one;
    if (ourModules.has(specifier)) return specifier;
    const span = start === undefined || end === undefined ? undefined : spanBetween(name, text, start, end);
    const report = (fault: Diagnostic): undefined => {
      this.#diagnostics.push(span === undefined ? fault : { ...fault, span });
    };
    if (how === 'call') {
      this.#calls.push({ text, fault: span === undefined ? asksAtRunTime() : { ...asksAtRunTime(), span } });
    }
    if (how === 'types') return this.#visitTyped(resolver.typeReference(importer, specifier));
    if (how === 'reference') {
      const path = /^\.\.?\//.test(specifier) ? specifier : `./${specifier}`;
      const fault = resolver.forEngine(importer, isAbsolute(specifier) ? specifier : path, 'import');
      if ('code' in fault && fault.code === 'PB103') return report(leadsOut(specifier));
      return this.#visitTyped(resolver.forTypes(importer, path));
    }
    if (one.importType !== undefined && one.importType !== 'json') return report(wrongImportType(one.importType));
    const target = resolver.forEngine(importer, specifier, 'import');
    if ('file' in target && folder.isOwn(target.file)) {
      this.#visitTyped(resolver.forTypes(importer, specifier));
      const targetName = folder.nameOf(target.file);
      if (span !== undefined) this.#importers.note(targetName, { specifier, span });
      this.visitOwn(target.file);
      return targetName;
    }
    const types = resolver.forTypes(importer, specifier);
    this.#visitTyped(types);
    if ('code' in target) {
      const fault = span === undefined ? target : { ...target, span };
      if (how === 'call') return undefined;
      // Where there are types, the import may be of these alone, and then nothing of it is left to run.
      if (types === undefined || target.code === 'PB103') return report(target);
      this.#faults.set(`${name}\0${specifier}`, fault);
      return undefined;
    }
    if (how !== 'value') return undefined;
    const targetName = folder.nameOf(target.file);
    if (span !== undefined) this.#importers.note(targetName, { specifier, span });
    this.#want(targetName, one.names);
    this.#visitPackageCode(target.file);
    return targetName;
  }

  #want(module: string, names: readonly string[] = []): void {
    if (names.length > 0) this.#wantedNames.set(module, [...(this.#wantedNames.get(module) ?? []), ...names]);
  }

  #visitPackageCode(file: string): void {
    if (this.#isNew(`code ${file}`)) this.#packageCode.push(file);
  }

  #visitTyped(target: Target | undefined): undefined {
    if (target?.seen !== undefined) this.#typed.add(target.seen);
    if (target === undefined || !this.#isNew(`types ${target.file}`)) return;
    if (this.#files.folder.isOwn(target.file)) this.visitOwn(target.file);
    else this.#declarations.push(target.file);
  }

  async #readPackageCode(file: string): Promise<void> {
    const { folder, resolver } = this.#files;
    if (folder.isOwn(file)) return this.visitOwn(file);
    const name = folder.nameOf(file);
    const read = this.#read(file, name);
    if (read === undefined) return;
    const { text } = read;
    const format = resolver.formatOf(file);
    if (format === 'json') return this.#add({ name, text, format, isOwn: false, links: {} });
    this.#lexer ??= await (await import('./package-lexer.ts')).packageLexer();
    // A package need not say what it is made of, and Node.js then looks as well.
    const isCommon = format === 'commonjs' && (file.endsWith('.cjs') || !this.#lexer.isModule(text));
    const {
      specifiers,
      exports,
      names,
      passedOn = [],
    } = isCommon ? this.#lexer.commonJs(text) : this.#lexer.module(text);
    const links: Record<string, string> = {};
    for (const specifier of specifiers) {
      if (ourModules.has(specifier)) {
        links[specifier] = specifier;
        continue;
      }
      const target = resolver.forEngine(file, specifier, isCommon ? 'require' : 'import');
      if ('code' in target) {
        this.#faults.set(`${name}\0${specifier}`, target);
        continue;
      }
      links[specifier] = folder.nameOf(target.file);
      this.#want(links[specifier], names?.get(specifier));
      this.#importers.note(links[specifier], name);
      this.#visitPackageCode(target.file);
    }
    if (isCommon) {
      const module: ProgramModule = { name, text, format: 'commonjs', isOwn: false, links, exports: exports ?? [] };
      this.#common.set(name, { module, passedOn });
      return;
    }
    const code = format === 'typescript' ? 'typescript' : 'javascript';
    this.#add({ name, text, format: code, isOwn: false, links, isNodeModule: resolver.isModuleForSure(file) });
  }

  #readDeclarations(file: string): void {
    const { reader, resolver } = this.#files;
    const read = reader.read(file);
    // What the type checker then misses, it says.
    if ('code' in read) return;
    this.#bytes += read.bytes;
    this.#typed.add(file);
    if (file.endsWith('.json')) return;
    for (const { specifier, how } of importsByWords(read.text)) {
      if (ourModules.has(specifier)) continue;
      this.#visitTyped(how === 'types' ? resolver.typeReference(file, specifier) : resolver.forTypes(file, specifier));
    }
  }
}
