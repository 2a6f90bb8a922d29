import { createHash } from 'node:crypto';
import { entryName } from '../entry.ts';
import { mayIgnore } from '../may-ignore.ts';
import { plainModules } from '../plain-modules.ts';
import { openStackFolder, type StackFolder } from '../stack-folder.ts';
import { typeStripper } from '../strip-types.ts';
import type { Engine } from './engine.ts';
import type { Linked } from './protocol.ts';
import { reachedFrom } from './reached-from.ts';
import { type TracedModules, tracedCode, tracerCode, tracerOf } from './traced-modules.ts';

/** The modules of programs, and what is worth keeping of them from one program to the next. */
export interface ProgramModules {
  /** Looks at a program as it is now; undefined where it has to be left to the bundler. */
  readonly open: (stackFile: string) => Promise<OpenModules | undefined>;
  /** Which files each file imported when it was read last. */
  readonly imports: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The modules of one program. */
export interface OpenModules {
  readonly folder: StackFolder;
  /** A module's code; throws where it is not plain. */
  readonly read: (file: string) => string;
  /** The same as an engine gets it, which may trace it. */
  readonly readTraced: (file: string) => string;
  /** Has an engine get its modules from here until it is said that it has them all. */
  readonly provide: (engine: Engine) => { readonly end: () => void };
  /** What was read, by file. */
  readonly codes: ReadonlyMap<string, string>;
  /** Looks back on a program that is linked. What is no part of it any more is forgotten. */
  readonly linked: () => Linked;
}

/**
 * Nothing is kept but code without types, as long as the text is the same, and who imports whom. Files with another text
 * than in the program before are added to those that are `traced`.
 */
export function programModules(traced?: TracedModules): ProgramModules {
  const stripped = new Map<string, { readonly text: string; readonly code: string | undefined }>();
  const imports = new Map<string, Set<string>>();

  const open = async (stackFile: string): Promise<OpenModules | undefined> => {
    const folder = openStackFolder(stackFile);
    const strip = await typeStripper();
    if ('code' in folder || strip === undefined) return undefined;
    const codes = new Map<string, string>();
    /** The modules of ours that run before files, by name: also of files that are forgotten while others are read. */
    const tracers = new Map<string, string>();
    const modules = plainModules(folder, (file, text) => {
      const known = stripped.get(file);
      if (known?.text === text) return known.code;
      if (known !== undefined) traced?.add(file);
      const code = strip(file, text)?.code;
      stripped.set(file, { text, code });
      return code;
    });
    const read = (file: string): string => {
      const code = modules.read(file);
      codes.set(file, code);
      return code;
    };
    const readTraced = (file: string): string => {
      const code = read(file);
      if (!traced?.has(file)) return code;
      tracers.set(tracerOf(file), file);
      return tracedCode(file, code);
    };
    const provide: OpenModules['provide'] = ({ context: { runtime } }) => {
      imports.set(entryName, new Set());
      runtime.setModuleLoader(
        (file) => {
          if (tracers.has(file)) return tracerCode;
          imports.set(file, new Set());
          return readTraced(file);
        },
        (importer, path) => {
          if (tracers.get(path) === importer) return path;
          const file = modules.resolve(importer, path);
          imports.get(importer)?.add(file);
          return file;
        },
      );
      // What runs gets nothing more to read.
      return { end: () => runtime.removeModuleLoader() };
    };
    const linked = (): Linked => {
      // What was read ahead need not have become a part of it.
      const parts = reachedFrom([entryName], (file) => imports.get(file) ?? []);
      for (const kept of [imports, stripped, codes]) {
        for (const file of kept.keys()) if (!parts.has(file)) kept.delete(file);
      }
      const isWanted = (file: string, text: string): boolean => mayIgnore(text) || traced?.has(file) === true;
      const texts = [...stripped].filter(([file, { text }]) => folder.isOwn(file) && isWanted(file, text));
      return {
        characters: [...codes.values()].reduce((sum, { length }) => sum + length, 0),
        digest: digestOf(codes),
        texts: new Map(texts.map(([file, { text }]) => [folder.nameOf(file), text])),
      };
    };
    return { folder, read, readTraced, provide, codes, linked };
  };
  return { open, imports };
}

/** Of texts with their names, in whatever order they came. */
function digestOf(codes: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const file of [...codes.keys()].sort()) {
    const code = codes.get(file) ?? '';
    hash.update(`${file}\0${code.length}\0`).update(code);
  }
  return hash.digest('hex');
}
