import type { API, Snapshot } from 'typescript/unstable/async';
import { typeCheckMilliseconds } from '../type-check.ts';
import type { TypeSettings } from '../type-settings.ts';
import { openCompilerPipe } from './compiler-pipe.ts';
import { type KeptProgram, keptProgram } from './kept-program.ts';

/** A compiler that stays, with a program that is as its files were when it was told to read them. */
export interface KeptCompiler {
  /** The program with all files as they are now. */
  readonly readAll: () => Promise<KeptProgram>;
  /** The program with these files as they are now, and all others as before. The program before is there until the next. */
  readonly read: (files: readonly string[]) => Promise<KeptProgram>;
  readonly close: () => void;
}

type Changes = Parameters<API['updateSnapshot']>[0];

/**
 * Starts the compiler that is installed with Plugboard, on the program of these settings. All that it is asked is
 * refused once the process has ended, for whatever reason.
 *
 * Its API is called unstable: another minor release may have another one. So `package.json` holds TypeScript at the one
 * that this is made for, and whoever is refused an answer does without.
 */
export function openKeptCompiler({ folder: place, project }: TypeSettings, folder: string): KeptCompiler {
  const { path, ended, isOpen, close } = openCompilerPipe(place, folder);
  const ask = async <Answer>(question: () => Promise<Answer>): Promise<Answer> => {
    if (!isOpen()) return ended;
    const timer = setTimeout(close, typeCheckMilliseconds);
    try {
      return await Promise.race([question(), ended]);
    } finally {
      clearTimeout(timer);
    }
  };
  const connection = (async (): Promise<{ readonly api: API; readonly first: Snapshot }> => {
    const { API: Api } = await import('typescript/unstable/async');
    const pipe = await path;
    const api = new Api({ pipe });
    return { api, first: await ask(() => api.updateSnapshot({ openProjects: [project] })) };
  })();
  connection.catch(close);

  let snapshots: readonly Snapshot[] = [];
  const keep = (snapshot: Snapshot): KeptProgram => {
    const [program] = snapshot.getProjects();
    if (program === undefined) throw new Error('The compiler has no program.');
    for (const old of snapshots.slice(0, -1)) ask(() => old.dispose()).catch(() => undefined);
    snapshots = [...snapshots.slice(-1), snapshot];
    return keptProgram(program.program, ask);
  };
  const update = async (changes: Changes): Promise<KeptProgram> => {
    const { api } = await connection;
    return keep(await ask(() => api.updateSnapshot(changes)));
  };
  return {
    close,
    readAll: async () => {
      const { first } = await connection;
      // Nothing is read twice at first.
      return snapshots.length === 0 ? keep(first) : update({ fileChanges: { invalidateAll: true } });
    },
    read: (files) => update({ fileChanges: { changed: [...files] } }),
  };
}
