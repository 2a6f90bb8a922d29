import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type CompilerRun, runCompiler } from '../native-compiler.ts';
import type { StackFolder } from '../stack-folder.ts';
import {
  type CompilerWords,
  outputArguments,
  type TypeChecked,
  typeCheckMilliseconds,
  typesOf,
  withKinds,
} from '../type-check.ts';
import { type TypeSettings, writeTypeSettings } from '../type-settings.ts';
import { patiently } from './patience.ts';

/** A type checker that notes what it has found out, and checks the next time only what a change can have touched. */
export interface IncrementalTypes {
  readonly check: (folder: StackFolder) => Promise<TypeChecked>;
  /** Ends it, and removes its notes. */
  readonly close: () => Promise<void>;
}

/**
 * Keeps the compiler's notes outside of the checkout. It is a process for each run, which looks at every file: its own
 * watch mode takes half of the time, but relies on events, and gets none in folders near the root (`/app` of a container)
 * and on network drives.
 */
export function incrementalTypes(): IncrementalTypes {
  let settings: (TypeSettings & { readonly of: string }) | undefined;
  let stop = new AbortController();
  let busy: Promise<unknown> = Promise.resolve();

  const settingsOf = (folder: StackFolder): TypeSettings => {
    const files = withKinds(folder, [folder.stackFile]);
    if (settings?.of !== files.join('\n')) {
      settings?.remove();
      settings = { of: files.join('\n'), ...writeTypeSettings(files) };
    }
    return settings;
  };
  const run = (
    words: CompilerWords,
    folder: StackFolder,
    { project, folder: place }: TypeSettings,
  ): Promise<CompilerRun> => {
    const notes = join(place, 'types.tsbuildinfo');
    const args = ['-p', project, ...outputArguments(words), '--incremental', '--tsBuildInfoFile', notes];
    stop = new AbortController();
    const { signal } = stop;
    // Notes that it was writing just then are good for nothing.
    signal.addEventListener('abort', () => rmSync(notes, { force: true }));
    return runCompiler(args, folder.path, typeCheckMilliseconds, signal);
  };
  return {
    check: async (folder) => {
      await patiently(busy, () => stop.abort());
      const own = settingsOf(folder);
      const checking = typesOf((words) => run(words, folder, own), folder, own.folder);
      busy = checking;
      return checking;
    },
    close: async () => {
      stop.abort();
      await busy;
      settings?.remove();
    },
  };
}
