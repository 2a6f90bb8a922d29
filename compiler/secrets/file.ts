import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { SecretReference } from '../model.ts';
import { foundText, mostBytes } from './found-text.ts';
import type { Found, SecretSurroundings } from './source.ts';

type FileSecret = Extract<SecretReference, { readonly secret: 'file' }>;

const hint = 'Put the file where Plugboard runs, readable for it.';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EACCES: 'may not be read',
  EISDIR: 'is a folder',
};

/** `secret.file`: the content of files. */
export function fileSource({ folder }: Pick<SecretSurroundings, 'folder'>): (secret: FileSecret) => Promise<Found> {
  return async ({ path }) => {
    const chunks: Buffer[] = [];
    try {
      // A byte more than may be there tells that there is more; a device may have no end.
      for await (const chunk of createReadStream(resolve(folder, path), { end: mostBytes })) chunks.push(chunk);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      return { why: `File \`${path}\` ${reasons[code] ?? 'cannot be read'}.`, hint };
    }
    return foundText(chunks, `File \`${path}\``, hint);
  };
}
