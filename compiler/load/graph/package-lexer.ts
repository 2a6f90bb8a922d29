import { init, initSync, parse as parseCommonJs } from 'cjs-module-lexer';
import { parse } from 'es-module-lexer';
import { namesIn } from './imports.ts';

/** What a file of a package imports, and what others can import from it by name where that is not in its syntax. */
interface LexedFile {
  readonly specifiers: readonly string[];
  readonly exports?: readonly string[];
  /** The names that it imports, by specifier. */
  readonly names?: ReadonlyMap<string, readonly string[]>;
  /** Files that a CommonJS file passes on with all that they export. */
  readonly passedOn?: readonly string[];
}

export interface PackageLexer {
  readonly module: (text: string) => LexedFile;
  readonly commonJs: (text: string) => LexedFile;
  /** Whether it can be nothing but a module. */
  readonly isModule: (text: string) => boolean;
}

/** Reads the lexers in that Node.js itself uses for packages. */
export async function packageLexer(): Promise<PackageLexer> {
  if (typeof initSync === 'function') initSync();
  else await init();
  return { module: lexModule, commonJs: lexCommonJs, isModule };
}

function lexModule(text: string): LexedFile {
  try {
    const names = new Map<string, readonly string[]>();
    for (const one of parse(text)[0]) {
      if (one.type !== 'static' && one.type !== 'reexport-star') continue;
      const more = namesIn(text.slice(one.importStart, one.start));
      names.set(one.specifier, [...(names.get(one.specifier) ?? []), ...more]);
    }
    return { specifiers: [...names.keys()], names };
  } catch {
    // It is no module, and the engine will say so.
    return { specifiers: [] };
  }
}

function isModule(text: string): boolean {
  try {
    const [imports, exports] = parse(text);
    return exports.length > 0 || imports.some(({ type }) => type !== 'dynamic');
  } catch {
    return false;
  }
}

const required = /\brequire\s{0,20}\(\s{0,20}(["'])([^"'\\\r\n]{1,500})\1\s{0,20}\)/g;

function lexCommonJs(text: string): LexedFile {
  const specifiers = new Set([...text.matchAll(required)].map(([, , specifier = '']) => specifier));
  try {
    const { exports, reexports } = parseCommonJs(text);
    for (const specifier of reexports) specifiers.add(specifier);
    return { specifiers: [...specifiers], exports, passedOn: reexports };
  } catch {
    return { specifiers: [...specifiers], exports: [], passedOn: [] };
  }
}
