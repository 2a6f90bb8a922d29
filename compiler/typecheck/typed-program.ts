import type { TypePaths } from '../files/path-settings.ts';

/** What the type checker is to look at. */
export interface TypedProgram {
  /** Where it works, and from where it names files: absolute, without links. */
  readonly folder: string;
  /** All files that it is to read: they were opened before. */
  readonly files: readonly string[];
  /** The name in messages of one of the stack's own files; undefined for others. */
  readonly nameOf: (file: string) => string | undefined;
  /** The text of one of the stack's own files, by its name, as it was read. */
  readonly sourceOf: (name: string) => string | undefined;
  readonly paths: TypePaths;
  /** How large the files are. */
  readonly bytes: number;
}
