import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { dirname, join, parse, relative, resolve, sep } from 'node:path';
import { beforeExit } from './before-exit.ts';
import { readBytes } from './regular-file.ts';
import { isInside } from './stack-folder.ts';

/** Where a file is that Plugboard writes. */
export interface OutputPlace {
  /** Where: an absolute path. */
  readonly path: string;
  /** The folder that the command works in. Nothing below it is followed; a path that leads out was written by the user. */
  readonly within: string;
}

/** A file that Plugboard writes. */
export interface OutputFile extends OutputPlace {
  /** Whether what is there already may be replaced, by how it begins. Nothing is asked about an empty file. */
  readonly mayReplace: (present: string) => boolean;
  /** Makes the folders on the way that are not there. */
  readonly makeFolders?: boolean | undefined;
}

/** Why a file is not written: to follow its name, as a sentence. */
export interface OutputFault {
  readonly why: string;
  readonly hint: string;
}

/** As much of a file as is looked at to tell who wrote it. */
const mostOfPresent = 16_000_000;

/**
 * Writes a file as a whole or not at all: whoever reads it never sees half of it, and where the process is stopped, the
 * one before is still there. No link is followed, neither in its place nor on the way to it.
 */
export function writeOutputFile(file: OutputFile, text: string): OutputFault | undefined {
  let draft: string | undefined;
  const discard = (): void => {
    if (draft !== undefined) rmSync(draft, { force: true });
  };
  const cleaning = beforeExit(discard);
  try {
    const way = wayTo(file, mkdirSync);
    if ('why' in way) return way;
    const present = presentAt(way.path);
    const fault = present && faultOf(present, way.path, file);
    if (fault !== undefined) return fault;
    // Nobody can know the name before, and what is there already, a link above all, is not written to.
    const name = join(dirname(way.path), `.plugboard-${randomUUID()}.tmp`);
    const opened = openSync(name, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o666);
    draft = name;
    try {
      writeFileSync(opened, text);
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
    if (present !== undefined) chmodSync(draft, present.mode & 0o777);
    renameSync(draft, way.path);
    draft = undefined;
    return undefined;
  } catch (error) {
    return faultOfSystem(error);
  } finally {
    discard();
    cleaning.cancel();
  }
}

/** Adds to a file that a system names for it; what is there stays. A link in its place is not followed. */
export function appendToFile(path: string, text: string): OutputFault | undefined {
  try {
    const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
    const opened = openSync(path, flags, 0o666);
    try {
      writeFileSync(opened, text);
    } finally {
      closeSync(opened);
    }
    return undefined;
  } catch (error) {
    return faultOfSystem(error);
  }
}

/** Why a file could not be written now, without writing it. */
export function outputFault(file: OutputFile): OutputFault | undefined {
  try {
    const way = wayTo(file, () => undefined);
    if ('why' in way) return way;
    const present = presentAt(way.path);
    return present && faultOf(present, way.path, file);
  } catch (error) {
    return faultOfSystem(error);
  }
}

/** The path without links, of which there may be some outside of the folder only; its last name may be one still. */
function wayTo(
  { path, within, makeFolders }: OutputFile,
  make: (folder: string) => void,
): { readonly path: string } | OutputFault {
  const home = realpathSync.native(within);
  const whole = resolve(path);
  let folder = parse(whole).root;
  for (const name of relative(folder, dirname(whole)).split(sep).filter(Boolean)) {
    const next = join(folder, name);
    const found = presentAt(next);
    if (found === undefined) {
      if (makeFolders !== true)
        return { why: 'its folder does not exist', hint: 'Make the folder, or name another one.' };
      make(next);
      folder = next;
    } else if (found.isSymbolicLink()) {
      if (folder === home || isInside(folder, home)) {
        return {
          why: `\`${relative(home, next)}\`, on the way to it, is a link, and none is followed`,
          hint: 'Name the folder that it leads to, or put a folder in its place.',
        };
      }
      folder = realpathSync.native(next);
    } else {
      folder = next;
    }
  }
  return { path: join(folder, relative(dirname(whole), whole)) };
}

function presentAt(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function faultOf(present: Stats, path: string, { mayReplace }: OutputFile): OutputFault | undefined {
  if (present.isSymbolicLink()) {
    return {
      why: 'it is a link, and none is followed',
      hint: 'Name the file that it leads to, or remove the link.',
    };
  }
  if (present.isDirectory()) return { why: 'it is a folder', hint: 'Name a file in it.' };
  if (!present.isFile()) {
    return { why: 'it is a device, a pipe or a socket', hint: 'Name a file, or `-` for stdout.' };
  }
  const bytes = present.size === 0 ? undefined : readBytes(path, mostOfPresent);
  if (bytes === undefined || (typeof bytes !== 'string' && mayReplace(bytes.toString()))) return undefined;
  return {
    why: 'it is there already, and nothing says that Plugboard wrote it',
    hint: 'Name another file. To replace this one all the same, add `--force`.',
  };
}

const reasons: Readonly<Record<string, OutputFault>> = {
  EACCES: { why: 'this user may not write there', hint: 'Name a file in a folder that this user may write to.' },
  EPERM: { why: 'this user may not write there', hint: 'Name a file in a folder that this user may write to.' },
  EROFS: { why: 'the file system is read-only', hint: 'Name a file on another one.' },
  ENOSPC: { why: 'there is no room left', hint: 'Make room, or name a file elsewhere. What was there is still there.' },
  EDQUOT: { why: 'there is no room left', hint: 'Make room, or name a file elsewhere. What was there is still there.' },
  ENAMETOOLONG: { why: 'its name is too long', hint: 'Give it a shorter one.' },
  ENOTDIR: { why: 'what should be its folder is a file', hint: 'Name a file in a folder.' },
  ELOOP: { why: 'it is a link, and none is followed', hint: 'Name the file that it leads to, or remove the link.' },
};

function faultOfSystem(error: unknown): OutputFault {
  const code = codeOf(error);
  if (code === undefined) throw error;
  return (
    reasons[code] ?? { why: `the system says ${code}`, hint: 'Name a file in a folder that this user may write to.' }
  );
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
