/** Every code can be explained: it has a folder in `fixtures/messages`, and no folder is left over. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { messagesFolder } from './run-example.ts';

const codes = Object.keys(catalogue);
const read = (code: string, file: string): string => {
  const path = join(messagesFolder, code, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};

describe('the catalogue', () => {
  it('has a folder for every code, and a code for every folder', () => {
    expect(readdirSync(messagesFolder).sort()).toEqual([...codes].sort());
  });

  it('has titles that are all different', () => {
    const titles = Object.values(catalogue).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

describe.each(codes)('%s', (code) => {
  it('is explained in 2 to 12 lines of plain prose', () => {
    const lines = read(code, 'explanation.md').trim().split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(2);
    expect(lines.length).toBeLessThanOrEqual(12);
    expect(lines.filter((line) => line.length > 120 || /^(#|- |\* |```)/.test(line))).toEqual([]);
  });

  it('has a message', () => {
    expect(read(code, 'message.txt')).toContain(`[${code}]: `);
  });
});
