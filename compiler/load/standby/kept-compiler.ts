import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import type { API, Snapshot } from 'typescript/unstable/async';
import { compilerProgram } from '../native-compiler.ts';
import { typeCheckMilliseconds } from '../type-check.ts';
import type { TypeSettings } from '../type-settings.ts';
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
 */
export function openKeptCompiler({ folder: place, project }: TypeSettings, folder: string): KeptCompiler {
  const pipe = process.platform === 'win32' ? `\\\\.\\pipe\\plugboard-${randomUUID()}` : join(place, 'compiler.sock');
  // The API would start it itself, and then neither tell when it ends nor end it while it computes, and let it write to
  // the terminal. When Plugboard is killed, the connection ends, and the compiler with it.
  const child = spawn(compilerProgram() ?? '', ['--api', '--async', '--pipe', pipe, '--cwd', folder], {
    cwd: folder,
    stdio: 'ignore',
    windowsHide: true,
  });
  const close = (): void => void child.kill('SIGKILL');
  const ended = new Promise<never>((_, refuse) => {
    child.on('error', refuse);
    child.on('exit', () => refuse(new Error('The compiler has ended.')));
  });
  ended.catch(() => undefined);
  const ask = async <Answer>(question: Promise<Answer>): Promise<Answer> => {
    const timer = setTimeout(close, typeCheckMilliseconds);
    try {
      return await Promise.race([question, ended]);
    } finally {
      clearTimeout(timer);
    }
  };

  const connection = ask(connect(pipe, project, ended));
  connection.catch(close);
  let snapshots: readonly Snapshot[] = [];
  const keep = (snapshot: Snapshot): KeptProgram => {
    const [program] = snapshot.getProjects();
    if (program === undefined) throw new Error('The compiler has no program.');
    for (const old of snapshots.slice(0, -1)) old.dispose().catch(() => undefined);
    snapshots = [...snapshots.slice(-1), snapshot];
    return keptProgram(program.program, ask);
  };
  const update = async (changes: Changes): Promise<KeptProgram> => {
    const { api } = await connection;
    return keep(await ask(api.updateSnapshot(changes)));
  };
  return {
    close,
    readAll: async () => {
      // Nothing is read twice at first.
      if (snapshots.length === 0) return keep((await connection).snapshot);
      return update({ fileChanges: { invalidateAll: true } });
    },
    read: (files) => update({ fileChanges: { changed: [...files] } }),
  };
}

/** Milliseconds between attempts to speak to a process that does not listen yet. */
const pace = 10;

/**
 * The compiler's API is called unstable: another minor release may have another one. So `package.json` asks for the minor
 * release that this is made for, and whoever is refused an answer here does without.
 */
async function connect(
  pipe: string,
  project: string,
  ended: Promise<never>,
): Promise<{ api: API; snapshot: Snapshot }> {
  const { API: Api } = await import('typescript/unstable/async');
  for (;;) {
    const api = new Api({ pipe });
    try {
      return { api, snapshot: await api.updateSnapshot({ openProjects: [project] }) };
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('Socket error'))) throw error;
    }
    await Promise.race([wait(pace), ended]);
  }
}
