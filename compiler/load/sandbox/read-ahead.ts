import { setImmediate } from 'node:timers/promises';
import { entryName } from '../entry.ts';
import type { Engine } from './engine.ts';
import type { OpenModules, ProgramModules } from './program-modules.ts';
import { reachedFrom } from './reached-from.ts';

/** An engine that has read a part of the next program before anybody asked for it. */
export interface ReaderAhead {
  /**
   * Reads what the changed files have no part in, which are expected to be others by then: not they themselves, and
   * nothing that imports them. Stops where something `isWanted`.
   */
  readonly read: (stackFile: string, changed: readonly string[], isWanted: () => boolean) => Promise<void>;
  /** The engine for a program, if all that it has read is still as it was. */
  readonly take: (modules: OpenModules) => Engine | undefined;
}

/** Reading a large program takes longer than running it, and most of one is the same as it was a moment ago. */
export function readerAhead({ open, imports }: ProgramModules, takeEngine: () => Promise<Engine>): ReaderAhead {
  let ahead: { readonly engine: Engine; readonly modules: OpenModules } | undefined;
  return {
    read: async (stackFile, changed, isWanted) => {
      const modules = await open(stackFile);
      if (modules === undefined) return;
      const importers = importersOf(imports);
      const affected = reachedFrom(
        [entryName, modules.folder.stackFile, ...changed],
        (file) => importers.get(file) ?? [],
      );
      const others = [...imports.keys()].filter((file) => !affected.has(file));
      const first = others.filter((file) => (importers.get(file) ?? []).every((one) => affected.has(one)));
      const engine = await takeEngine();
      const providing = modules.provide(engine);
      for (const file of first) {
        await setImmediate();
        if (isWanted()) break;
        if (!reads(engine, modules, file)) return;
      }
      providing.end();
      ahead = { engine, modules };
    },
    take: (modules) => {
      const { engine, modules: before } = ahead ?? {};
      ahead = undefined;
      return before?.folder.stackFile === modules.folder.stackFile && isSame(before.codes, modules)
        ? engine
        : undefined;
    },
  };
}

/** Whether the engine could read a module, and all that it imports. */
function reads({ context }: Engine, { readTraced }: OpenModules, file: string): boolean {
  try {
    return context.evalCode(readTraced(file), file, { type: 'module', compileOnly: true }).error === undefined;
  } catch {
    // It is not plain any more.
    return false;
  }
}

function isSame(codes: OpenModules['codes'], { read }: OpenModules): boolean {
  try {
    return [...codes].every(([file, code]) => read(file) === code);
  } catch {
    return false;
  }
}

function importersOf(imports: ProgramModules['imports']): ReadonlyMap<string, readonly string[]> {
  const importers = new Map<string, string[]>();
  for (const [importer, files] of imports) {
    for (const file of files) {
      const known = importers.get(file);
      if (known === undefined) importers.set(file, [importer]);
      else known.push(importer);
    }
  }
  return importers;
}
