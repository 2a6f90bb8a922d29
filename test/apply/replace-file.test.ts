import { lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replaceFile } from '../../compiler/apply/replace-file.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('a file that is replaced', () => {
  it('takes the place of a link, and leaves what that leads to', async () => {
    const folder = temporaryFolder();
    const [other, file] = [join(folder, 'other'), join(folder, 'ledger.json')];
    writeFileSync(other, 'untouched');
    symlinkSync(other, file);
    await replaceFile(file, 'new');
    expect([readFileSync(file, 'utf8'), readFileSync(other, 'utf8')]).toEqual(['new', 'untouched']);
    expect(lstatSync(file).isSymbolicLink()).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(['ledger.json', 'other']);
  });

  it('has a draft whose name nobody can know before', async () => {
    const folder = temporaryFolder();
    const other = join(folder, 'other');
    writeFileSync(other, 'untouched');
    for (const end of [`${process.pid}.tmp`, 'tmp', 'draft', 'new']) symlinkSync(other, join(folder, `l.json.${end}`));
    await replaceFile(join(folder, 'l.json'), 'new');
    expect(readFileSync(other, 'utf8')).toBe('untouched');
  });
});
