import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { main } from '../e2e/plugboard.ts';
import { temporaryFolder } from '../temporary-folder.ts';

interface Loaded {
  readonly out: string;
  /** Files that were read in, without Node's own. */
  readonly files: readonly string[];
  readonly bytes: number;
}

/** Runs the built command line and sees what it reads in: Node notes it down with the coverage. */
function load(...argv: readonly string[]): Loaded {
  const folder = temporaryFolder();
  const out = execFileSync(process.execPath, [main, ...argv], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], NODE_V8_COVERAGE: folder },
  });
  const files = readdirSync(folder).flatMap((name) => {
    const { result } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { result: readonly { url: string }[] };
    return result.flatMap(({ url }) => (url.startsWith('file:') ? [fileURLToPath(url)] : []));
  });
  return { out, files, bytes: files.reduce((sum, file) => sum + statSync(file).size, 0) };
}

describe('starting up', () => {
  it('reads in next to nothing to tell the version', () => {
    const { out, files, bytes } = load('--version');
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(files).toContain(main);
    expect(bytes).toBeLessThan(8_000);
  });

  it('reads in no command and no library to show the help', () => {
    const { out, files, bytes } = load('--help');
    expect(out).toMatch(/^Usage: plugboard /);
    expect(files.filter((file) => file.includes('node_modules'))).toEqual([]);
    expect(bytes).toBeLessThan(120_000);
  });

  it('tells the same version in whatever way it is asked', () => {
    const [first, ...others] = [['--version'], ['-V'], ['--version', '--help'], ['check', '-V']].map(
      (argv) => load(...argv).out,
    );
    expect(others).toEqual([first, first, first]);
  });
});
