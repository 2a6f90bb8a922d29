import { spawnSync } from 'node:child_process';
import process from 'node:process';

/**
 * End-to-end tests run the command line from `dist`: it must be what the sources say now. Type errors are another
 * check's business, and what they stand in is written all the same.
 */
export function setup(): void {
  const built = spawnSync(process.execPath, ['.build.mjs', '--despite-type-errors'], { stdio: 'inherit' });
  if (built.status !== 0) throw new Error('the command line could not be built');
}
