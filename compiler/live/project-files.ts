import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';

/** A `project-config.xml` and the id of the project that it is of. */
export interface ProjectFile {
  readonly id: string;
  readonly path: string;
}

const configName = 'project-config.xml';

/** Below a TeamCity data directory, below its `config`, or below the checkout of a settings repository. */
const nested = [['config', 'projects'], ['projects'], ['.teamcity']];

/**
 * Finds the project files of a TeamCity data directory, of a versioned-settings folder, of a folder that directly holds
 * `<project id>/project-config.xml`, or a single file. Deeper copies (histories, backups) are no projects. Undefined
 * where there is nothing of the kind.
 */
export async function findProjectFiles(path: string): Promise<readonly ProjectFile[] | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  if (found.isFile()) return [{ id: idOfFile(resolve(path)), path }];
  for (const folders of [...nested, []]) {
    const files = await projectFolders(join(path, ...folders));
    if (files.length > 0) return files;
  }
  const single = join(path, configName);
  return (await isFile(single)) ? [{ id: idOfFile(resolve(single)), path: single }] : undefined;
}

async function projectFolders(folder: string): Promise<readonly ProjectFile[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.sort().map((id) => ({ id, path: join(folder, id, configName) }));
  const exists = await Promise.all(files.map(({ path }) => isFile(path)));
  return files.filter((_, index) => exists[index]);
}

const isFile = async (path: string): Promise<boolean> => (await stat(path).catch(() => undefined))?.isFile() ?? false;

/** TeamCity names the folder after the project; a file on its own gives its name, made fit for an id. */
function idOfFile(path: string): string {
  const name = basename(path) === configName ? basename(dirname(path)) : basename(path, extname(path));
  const id = name.replace(/[^A-Za-z0-9_]+/g, '_');
  return /^[A-Za-z_]/.test(id) ? id : `Project_${id}`;
}
