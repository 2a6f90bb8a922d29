import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail } from '../diagnostics/failure.ts';
import type { StackFiles } from './stack-files.ts';

/** Folders in each other, and all of them. */
const deepest = 100;
const mostFolders = 50_000;

/** What a system says of a name that it cannot hold, or takes for one that is there already. */
const ofNames: readonly unknown[] = ['EEXIST', 'EILSEQ', 'EINVAL', 'ENAMETOOLONG', 'ENOENT', 'ENOTDIR'];

/**
 * Writes files and links into an empty folder; gives the names that the file system cannot hold. Each folder on the way
 * was made here, those of `folders` before all else, and nothing is written where something is already. So no link is
 * written through, whatever a revision contains twice, and whichever names the file system takes for the same.
 */
export function layOut(
  { files, links }: StackFiles,
  target: string,
  folders: readonly string[] = [],
): readonly string[] {
  refuseTooMany([...files.keys(), ...links.keys()]);
  const made = new Set<string>(['.']);
  const makeFolder = (path: string): void => {
    if (made.has(path)) return;
    makeFolder(dirname(path));
    mkdirSync(join(target, path));
    made.add(path);
  };
  const leftOut: string[] = [];
  const place = (path: string, write: (whole: string) => void): void => {
    if (path.split('/', deepest + 1).length > deepest) return void leftOut.push(path);
    try {
      makeFolder(dirname(path));
      write(join(target, path));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === undefined) throw error;
      if (!ofNames.includes(code)) throw cannotWrite(path, String(code));
      leftOut.push(path);
    }
  };
  for (const path of folders) makeFolder(path === '' ? '.' : path);
  for (const [path, content] of files) place(path, (whole) => writeFileSync(whole, content, { flag: 'wx' }));
  for (const [path, to] of links) {
    // No link leads to nothing, or has a NUL; Git would have written neither.
    if (to === '' || to.includes('\0')) leftOut.push(path);
    else place(path, (whole) => symlinkSync(to, whole));
  }
  return leftOut;
}

const cannotWrite = (path: string, code: string): ReturnType<typeof fail> =>
  fail('PB112', `\`${path}\` as it was at a revision cannot be written (${code}).`, {
    hint: 'See to it that the folder for temporary files can be written and has room; `TMPDIR` names another one.',
  });

/** Fails (PB129) before anything is written: to make folders, and to remove them, takes longer than to count them. */
function refuseTooMany(paths: readonly string[]): void {
  const folders = new Set<string>();
  for (const path of paths) {
    const parts = path.split('/', deepest + 1);
    if (parts.length > deepest) continue;
    for (let folder = dirname(path); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
    if (folders.size <= mostFolders) continue;
    throw fail('PB129', `The revision has more than ${mostFolders} folders in the stack’s folder.`, {
      hint: 'Keep the stack in a folder of its own that holds what its program imports, and little else.',
    });
  }
}
