import type { Refusing } from './refusing.ts';

/**
 * What code gets that is read in when a program uses it. It may find anything of the language replaced: all that can go
 * wrong by that is the program's own use of it.
 */
export interface Tools extends Refusing {
  readonly nextChance: () => number;
  readonly apply: typeof Reflect.apply;
  readonly cut: (text: string, length: number) => string;
  readonly stringify: typeof JSON.stringify;
  /** As the engine does it. */
  readonly compare: (text: string, other: string) => number;
  readonly log: (line: string) => void;
  /** The parts of a URL, as JSON text; null where it is none. Texts are given as JSON, too. */
  readonly parseUrl: (url: string, base?: string) => string | null;
  readonly editUrl: (href: string, part: string, value: string) => string;
}

/** Makes values for names. */
export type MakePiece = (tools: Tools) => Readonly<Record<string, unknown>>;
