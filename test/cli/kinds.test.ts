import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { runCommand } from './run-command.ts';

const scenario = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../scenarios/a-kind-of-ones-own/${name}`, import.meta.url)), 'utf8');
const kindFile = { 'artifactory.schema.json': scenario('artifactory.schema.json'), 'plugboard.ts': '' };

describe('plugboard kinds', () => {
  it('writes builders beside the program, and again where it wrote them', async () => {
    const workingDirectory = temporaryFolder(kindFile);
    for (const _ of [1, 2]) {
      expect(await runCommand(['kinds'], { workingDirectory })).toEqual({
        code: 0,
        out: '',
        err: 'Wrote artifactory to plugboard.kinds.ts.\n',
      });
    }
    expect(readFileSync(join(workingDirectory, 'plugboard.kinds.ts'), 'utf8')).toBe(scenario('plugboard.kinds.ts'));
  });

  it('leaves a file alone that somebody else wrote', async () => {
    const workingDirectory = temporaryFolder({ ...kindFile, 'plugboard.kinds.ts': 'mine' });
    const { code, err } = await runCommand(['kinds'], { workingDirectory });
    expect(code).toBe(1);
    expect(err).toContain(
      'plugboard.kinds.ts` cannot be written: it is there already, and nothing says that Plugboard wrote it.',
    );
    expect(readFileSync(join(workingDirectory, 'plugboard.kinds.ts'), 'utf8')).toBe('mine');
  });

  it('says what is wrong with a kind file, and writes nothing', async () => {
    const workingDirectory = temporaryFolder({ 'plugboard.ts': '', 'a.schema.json': '{ "x-kind": {} }' });
    const { code, err } = await runCommand(['kinds'], { workingDirectory });
    expect(code).toBe(1);
    expect(err).toContain('error[PB114]: kind file cannot be used');
  });

  it('says so where there is none', async () => {
    const workingDirectory = temporaryFolder({ 'plugboard.ts': '' });
    expect(await runCommand(['kinds'], { workingDirectory })).toEqual({
      code: 0,
      out: '',
      err: 'There are no kind files (`*.schema.json` with an `x-kind`) beside the program.\n',
    });
  });
});
