import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';
import type { ProgramModule } from '../../sandbox/program-module.ts';

/** All that a program consists of: what the host saw when it read it, and nothing else is read later. */
export interface ModuleGraph {
  readonly entry: string;
  readonly modules: ReadonlyMap<string, ProgramModule>;
  /** What the type checker is to read. */
  readonly typedFiles: readonly string[];
  /** How large these are. */
  readonly bytes: number;
  /** The stack's own among them, with their names. */
  readonly ownFiles: ReadonlyMap<string, string>;
  /** How much code there is for the engine. */
  readonly characters: number;
  /** Why something that is imported for sure cannot be. */
  readonly diagnostics: readonly Diagnostic[];
  /** Why an import that may never be asked for cannot be. */
  readonly faultOf: (importer: string, specifier: string) => Diagnostic | undefined;
  /** Texts of the stack's own files, by the names that messages have for them. */
  readonly sources: ReadonlyMap<string, string>;
  /** Where one of the stack's own files leads to a module by an import, itself or through packages; the first such place. */
  readonly importOf: (name: string) => OwnImport | undefined;
}

/** An import in one of the stack's own files. */
export interface OwnImport {
  readonly specifier: string;
  readonly span: Span;
}
