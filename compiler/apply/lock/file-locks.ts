import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';
import { fail } from '../../diagnostics/failure.ts';
import type { OutputPlace } from '../../files/output-file.ts';
import type { Lock } from '../../model.ts';
import { replaceFile } from '../replace-file.ts';
import type { LockStore } from './lock.ts';

const content: z.ZodType<Omit<Lock, 'id'>> = z.object({
  project: z.string(),
  stack: z.string(),
  run: z.string(),
  owner: z.string(),
  since: z.string(),
  machine: z.string(),
  process: z.number(),
  held: z.boolean(),
});

/**
 * Locks beside a ledger file, for servers that shall have no features of ours: a file for each run, as
 * `<ledger file>.lock-<run>`. They keep those apart who share the file.
 */
export function fileLocks({ path: ledger, within }: OutputPlace): LockStore {
  const folder = dirname(ledger);
  const prefix = `${basename(ledger)}.lock-`;
  const pathOf = (id: string): string => join(folder, id);
  const write = (id: string, lock: Omit<Lock, 'id'>): void =>
    replaceFile({ path: pathOf(id), within }, `${JSON.stringify(lock, null, 2)}\n`);
  return {
    read: async () => {
      const names = (await readdir(folder).catch(() => [])).filter((name) => name.startsWith(prefix));
      const locks = await Promise.all(names.map((id) => readLock(id, pathOf(id))));
      return locks.flatMap((lock) => lock ?? []);
    },
    add: async (lock) => {
      const id = `${prefix}${lock.run}`;
      write(id, lock);
      return id;
    },
    hold: async (id) => {
      const lock = await readLock(id, pathOf(id));
      if (lock !== undefined) write(id, { ...lock, held: true });
    },
    remove: ({ id }) => rm(pathOf(id), { force: true }),
    placeOf: ({ id }) => `file \`${pathOf(id)}\``,
  };
}

/** Undefined where it was removed meanwhile. */
async function readLock(id: string, path: string): Promise<Lock | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw unusable(path);
  }
  try {
    return { ...content.parse(JSON.parse(text)), id };
  } catch {
    throw unusable(path);
  }
}

const unusable = (path: string): Error =>
  fail('PB516', `The lock file \`${path}\` cannot be read.`, {
    notes: ['Nothing was written.'],
    hint: 'Where nobody is applying this stack, remove it.',
  });
