import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';

/** A file of a program, as the engine gets it. */
export interface ProgramModule {
  /** How messages, stack traces and other modules call it: the same on every machine. */
  readonly name: string;
  readonly text: string;
  readonly format: 'typescript' | 'javascript' | 'commonjs' | 'json';
  readonly isOwn: boolean;
  /** Which module each of its imports means. What is not in here cannot be imported. */
  readonly links: Readonly<Record<string, string>>;
  /** What others can import from a CommonJS file by name, as far as its text tells. */
  readonly exports?: readonly string[];
  /** Whether a CommonJS file that it imports is all one value, as Node.js has it for files that are modules for sure. */
  readonly isNodeModule?: boolean;
}

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
