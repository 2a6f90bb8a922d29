import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, parse, relative } from 'node:path';
import process from 'node:process';

/** Git as it is installed on the machine. */
export interface InstalledGit {
  /** Undefined where there is none that may be run. */
  readonly program: string | undefined;
  /** The folders of the PATH in which whatever Git starts may be looked up, too. */
  readonly path: string;
  /** What is called `git` and is not run because of where it lies. */
  readonly passedOver: readonly string[];
}

const name = process.platform === 'win32' ? 'git.exe' : 'git';

/**
 * Looks for Git in the folders of the PATH that belong to the machine or the user. `npx` and `npm run` put the
 * `node_modules/.bin` of the stack in front, and others the folder that they are in: what lies there is the stack's, and
 * nothing of a stack is run.
 */
export function findGit(folder: string, searched: string = process.env['PATH'] ?? ''): InstalledGit {
  const top = repositoryAround(folder) ?? folder;
  const passedOver: string[] = [];
  const trusted: string[] = [];
  let program: string | undefined;
  for (const listed of searched.split(delimiter)) {
    // On Windows, folders can stand in quotes there.
    const one = listed.replace(/^"(.*)"$/, '$1');
    const found = executableIn(one);
    if (!isOfMachine(one, top)) {
      if (found !== undefined) passedOver.push(found);
      continue;
    }
    trusted.push(one);
    // A link among the programs of the machine may lead into a package.
    if (found !== undefined && !isOfMachine(found, top)) passedOver.push(found);
    else program ??= found;
  }
  return { program, path: trusted.join(delimiter), passedOver };
}

/** An absolute path that leads neither into the repository nor into an installed package. */
function isOfMachine(path: string, top: string): boolean {
  // `\bin` on Windows is on whichever drive is the current one.
  if (!isAbsolute(path) || (process.platform === 'win32' && parse(path).root.length < 2)) return false;
  let real: string;
  try {
    real = realpathSync.native(path);
  } catch {
    return false;
  }
  return [path, real].every((one) => !/(?:^|[\\/])node_modules(?:[\\/]|$)/i.test(one) && !isWithin(one, top));
}

/** Where the whole machine is the repository, as in some images of containers, everything would be in it. */
function isWithin(path: string, top: string): boolean {
  if (dirname(top) === top) return false;
  const way = relative(top, path);
  return !isAbsolute(way) && way.split(/[\\/]/)[0] !== '..';
}

function executableIn(folder: string): string | undefined {
  const program = join(folder, name);
  try {
    accessSync(program, constants.X_OK);
    return statSync(program).isFile() ? program : undefined;
  } catch {
    return undefined;
  }
}

function repositoryAround(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  return dirname(folder) === folder ? undefined : repositoryAround(dirname(folder));
}
