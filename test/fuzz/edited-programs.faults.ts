/**
 * Whatever somebody does to a program: `check` ends with findings that say where, or finds nothing. It never breaks down
 * itself, waits for ever or writes a secret.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clearEnd } from './clear-end.ts';
import { type Edit, edit, edited } from './edits.ts';

const tries = Number(process.env['PLUGBOARD_TRIES'] ?? 50);
const top = fileURLToPath(new URL('../..', import.meta.url));
const stacks = ['fixtures/stacks/acme', 'fixtures/stacks/policies', 'test/scenarios/everything-wrong-at-once'];

interface Try {
  readonly stack: string;
  readonly file: number;
  readonly edits: readonly Edit[];
}

const anyTry: fc.Arbitrary<Try> = fc.record({
  stack: fc.constantFrom(...stacks),
  file: fc.nat(20),
  edits: fc.array(edit, { minLength: 1, maxLength: 4 }),
});

/** How the program ends after the edits: the words of `check`, which is asked as the command line asks. */
async function checked({ stack, file, edits }: Try): Promise<'findings' | 'nothing'> {
  const folder = mkdtempSync(join(tmpdir(), 'plugboard-fuzz-'));
  try {
    cpSync(join(top, stack), folder, { recursive: true });
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const name = join(folder, files[file % files.length] ?? 'plugboard.ts');
    writeFileSync(name, edited(readFileSync(name, 'utf8'), edits));
    return await clearEnd(join(folder, 'plugboard.ts'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('a program after any edits', () => {
  it('gets findings that say where, or is valid', async () => {
    const ends = { findings: 0, nothing: 0 };
    await fc.assert(
      fc.asyncProperty(anyTry, async (one) => {
        ends[await checked(one)] += 1;
      }),
      { numRuns: tries },
    );
    console.log(`tried ${tries} edited programs: ${ends.findings} got findings, ${ends.nothing} were valid`);
    expect(ends.findings).toBeGreaterThan(0);
  });
});
