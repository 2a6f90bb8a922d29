import type { StackFolder } from '../stack-folder.ts';
import { runTypeCheck, type TypeChecked, typesOf, withKinds } from '../type-check.ts';
import { type TypeSettings, writeTypeSettings } from '../type-settings.ts';
import { type KeptCompiler, openKeptCompiler } from './kept-compiler.ts';
import { type KnownTypes, knowAgain, messagesIn } from './known-types.ts';
import { patiently } from './patience.ts';
import { settledTypes, type WholeCheck } from './settled-types.ts';

/** A type checker that keeps what it has found out, and checks the next time only what a change can have touched. */
export interface IncrementalTypes {
  /** Has to be told of every file and folder that is another one, new or gone: all else counts as it was. */
  readonly changed: (path: string) => void;
  readonly check: (folder: StackFolder) => Promise<TypeChecked>;
  /** Ends it, and removes its files. */
  readonly close: () => Promise<void>;
}

/** A kept compiler that has ended by itself this often is not started again. */
const mostFaults = 3;

/**
 * Checks a program as a whole in a process, which is quick and says which files import which. A compiler that stays reads
 * the same files behind that, and is asked of those that a change can have touched, where that can be told. It has no say
 * in what has changed: its own watching would get no events in folders near the root (`/app` of a container) and on
 * network drives, and look at everything every few seconds.
 */
export function incrementalTypes(): IncrementalTypes {
  let settings: (TypeSettings & { readonly of: string }) | undefined;
  let compiler: KeptCompiler | undefined;
  let faults = 0;
  let stop = new AbortController();
  let busy: Promise<unknown> = Promise.resolve();
  let behind: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  /** What has changed since a check began. */
  let changes = new Set<string>();
  /** Absent while a check is under way, and where the last one left nothing to go on from. */
  let known: KnownTypes | undefined;
  let latest = 0;

  const closeCompiler = (): void => {
    compiler?.close();
    compiler = undefined;
  };
  const settingsOf = (folder: StackFolder): TypeSettings => {
    const files = withKinds(folder, [folder.stackFile]);
    if (settings?.of !== files.join('\n')) {
      closeCompiler();
      known = undefined;
      settings?.remove();
      settings = { of: files.join('\n'), ...writeTypeSettings(files) };
    }
    return settings;
  };
  /** Where the kept compiler ends or refuses an answer, there is none. */
  const asked = async <Answer>(asks: (of: KeptCompiler) => Promise<Answer>): Promise<Answer | undefined> => {
    const own = compiler;
    try {
      return own && (await asks(own));
    } catch {
      if (own === compiler) {
        closeCompiler();
        faults++;
      }
      return undefined;
    }
  };
  const readBehind = async (
    check: number,
    whole: WholeCheck,
    folder: StackFolder,
    own: TypeSettings,
  ): Promise<void> => {
    if (check !== latest || isClosed || own !== settings || faults >= mostFaults) return;
    compiler ??= openKeptCompiler(own, folder.path);
    const settled = await asked(async (one) => settledTypes(whole, await one.readAll(), folder, own));
    if (check === latest && changes.size === 0) known = settled;
  };
  const run = async (folder: StackFolder): Promise<TypeChecked> => {
    const check = ++latest;
    const own = settingsOf(folder);
    const [before, changed, { signal }] = [known, changes, stop];
    known = undefined;
    changes = new Set();
    // It can be stopped only as a whole, and is there soon again.
    signal.addEventListener('abort', closeCompiler);
    const again = before && (await asked((one) => knowAgain(before, changed, one, folder)));
    signal.removeEventListener('abort', closeCompiler);
    if (again !== undefined) {
      if (check === latest) known = again;
      const output = { messages: messagesIn(again), files: [] };
      return typesOf(output, async () => output, folder, own);
    }
    const began = Date.now();
    const output = await runTypeCheck('files and reasons', folder, own, signal);
    if (!('diagnostics' in output)) {
      behind = behind.then(() => readBehind(check, { output, began }, folder, own));
    }
    return typesOf(output, async () => output, folder, own);
  };
  return {
    changed: (path) => changes.add(path),
    check: async (folder) => {
      await patiently(busy, () => stop.abort());
      stop = new AbortController();
      const checking = run(folder);
      busy = checking;
      return checking;
    },
    close: async () => {
      isClosed = true;
      stop.abort();
      closeCompiler();
      await Promise.all([busy, behind]);
      settings?.remove();
    },
  };
}
