import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { Shell } from './shell.ts';

/** The program as systems that show messages beside the source name it: from the top of its repository, with slashes. */
export function pathInRepository(stack: string, { environment, workingDirectory }: Shell): string {
  const stackFile = resolve(workingDirectory, stack);
  const tops = [environment['GITHUB_WORKSPACE'], environment['CI_PROJECT_DIR'], checkout(stackFile), workingDirectory];
  const paths = tops.flatMap((top) => (top === undefined || top === '' ? [] : [relative(top, stackFile)]));
  const inside = paths.find((path) => path !== '' && !path.startsWith('..') && !isAbsolute(path));
  return (inside ?? stackFile).replaceAll('\\', '/');
}

/** The folder around a path that holds `.git` (a folder, or a file in a worktree); undefined outside of a repository. */
export function checkout(path: string): string | undefined {
  const folder = dirname(path);
  if (existsSync(join(folder, '.git'))) return folder;
  return folder === path ? undefined : checkout(folder);
}
