import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ownDsl } from './own-dsl.ts';
import { isInside, type StackFolder } from './stack-folder.ts';

/** Gives a JavaScript engine the modules of a program, one by one. Both throw where a module is not plain. */
export interface PlainModules {
  /** The file that an import means. */
  readonly resolve: (importer: string, path: string) => string;
  /** Its code, without types. */
  readonly read: (file: string) => string;
}

/** The code of a TypeScript file; undefined where the text has faults. */
type CodeOf = (file: string, text: string) => string | undefined;

/**
 * The modules of a program that is plain: TypeScript files in the stack's own folder, without links, which import each
 * other by their whole names, and `plugboard`. Most programs are, and need no bundler. Nothing is judged here: whoever
 * meets a module that is not plain leaves the whole program to the bundler, which has the say.
 */
export function plainModules(folder: StackFolder, codeOf: CodeOf): PlainModules {
  return {
    resolve: (importer, path) => {
      if (path === 'plugboard') return ownDsl.entry;
      if (path === 'plugboard/testing') return ownDsl.testing.entry;
      if (folder.isOwn(importer) && !plainPath.test(path)) throw new NotPlain();
      return resolve(dirname(importer), path);
    },
    read: (file) => {
      const isOurs = isInside(file, ownDsl.folder);
      if (isOurs && file.endsWith('.js')) return readFileSync(file, 'utf8');
      if (!isOurs && !(folder.isOwn(file) && folder.follow(file) === file)) throw new NotPlain();
      const text = readFileSync(file, 'utf8');
      const code = isOurs || isPlain(file, text) ? codeOf(file, text) : undefined;
      if (code === undefined) throw new NotPlain();
      return code;
    },
  };
}

class NotPlain extends Error {}

/** Made of names only: no query, no escape, nothing that is to be completed. */
const plainPath = /^\.{1,2}\/[^\\?#%:*]+\.m?ts$/;

/** The stripper recurses in native code, up to a kilobyte a character: however this much nests, the stack has room. */
const longest = 128 * 1024;

/**
 * What a bundler makes of its own: imports that are expressions, `import.meta`, `require` (as a word of prose it has
 * another one behind it) and names with escaped letters, which may be that.
 */
const bundlersOwn = /\bimport\s*(?:[(.]|\/[/*])|\brequire\b(?!\s+[a-z])|\btypeof\s+require\b|\\u(?:00|\{0*)[67]/;

const isPlain = (file: string, text: string): boolean =>
  /(?<!\.d)\.m?ts$/.test(file) && text.length <= longest && !bundlersOwn.test(text);
