import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decompile } from '../../compiler/decompile/decompile.ts';
import { readDataDirectory } from '../../compiler/live/data-directory.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { liveServer } from './live-arbitraries.ts';

const top = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const { formatter, javascript } = JSON.parse(readFileSync(top('.biome.json'), 'utf8'));
const settings = JSON.stringify({ root: true, json: { formatter: { enabled: false } }, formatter, javascript });

/** Throws what biome would write instead. */
function expectFormatted(files: Readonly<Record<string, string>>): void {
  const folder = temporaryFolder({ ...files, 'biome.json': settings });
  // Its exit code says whether anything would change.
  execFileSync(
    process.execPath,
    [top('node_modules/@biomejs/biome/bin/biome'), 'check', '--linter-enabled=false', '.'],
    {
      cwd: folder,
      stdio: 'pipe',
    },
  );
}

describe('what import writes', () => {
  it.each(['tree', 'single'] as const)('is formatted and sorted as biome would, with layout %s', async (layout) => {
    const live = await readDataDirectory(top('fixtures/data/acme'));
    const options = { stackName: 'acme', layout, all: true, secrets: 'env' } as const;
    expect(() => expectFormatted(Object.fromEntries(decompile(live, options).files))).not.toThrow();
  });

  it('is so whatever the values are', () => {
    const texts = fc.sample(liveServer(), { numRuns: 40, seed: 3 }).flatMap((live, at) => {
      const secrets = at % 2 === 0 ? 'keep' : 'env';
      const { files } = decompile(live, { stackName: "it's", layout: 'tree', all: at % 3 === 0, secrets });
      return [...files].map(([file, text]) => [`${at}/${file}`, text] as const);
    });
    expect(() => expectFormatted(Object.fromEntries(texts))).not.toThrow();
  });
});
