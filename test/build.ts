import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const compiler = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace('package.json', 'lib/tsc.js');

/**
 * End-to-end tests run the command line from `dist`: it must be what the sources say now. Type errors are another
 * check's business, and what they stand in is written all the same.
 */
export function setup(): void {
  spawnSync(process.execPath, [compiler, '-p', '.tsconfig.build.json'], { stdio: 'ignore' });
  const bundled = spawnSync('npm', ['run', '--silent', 'build:bin'], { stdio: 'inherit' });
  if (bundled.status !== 0) throw new Error('the command line could not be built');
}
