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
