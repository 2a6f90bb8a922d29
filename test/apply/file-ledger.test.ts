import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileLedgers } from '../../compiler/apply/file-ledger.ts';
import type { OutputPlace } from '../../compiler/files/output-file.ts';
import { failureLines } from '../failure-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const entry = { kind: 'dockerRegistry', id: 'E1' };
const at = (path: string): OutputPlace => ({ path, within: dirname(dirname(path)) });
const empty = { server: 'uuid-1', stack: 'acme', projects: new Map() };
const content = (path: string): Record<string, unknown> => JSON.parse(readFileSync(path, 'utf8')).projects;

describe('a ledger in a file', () => {
  it('is written after every entry, and leaves no draft behind', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'ledger.json');
    const open = fileLedgers(at(path), empty);
    const payments = open('Payments', undefined);
    await payments.record('a', { kind: 'dockerRegistry', before: [] });
    expect(content(path)).toEqual({ Payments: { a: { kind: 'dockerRegistry', before: [] } } });
    await payments.record('a', entry);
    expect(content(path)).toEqual({ Payments: { a: entry } });
    await payments.remove('a');
    expect(content(path)).toEqual({});
    expect(readdirSync(folder)).toEqual(['ledger.json']);
  });

  it('loses nothing where projects are changed at the same time', async () => {
    const path = join(temporaryFolder(), 'ledger.json');
    const open = fileLedgers(at(path), empty);
    const keys = Array.from({ length: 20 }, (_, index) => `key${index}`);
    await Promise.all(
      ['A', 'B', 'C'].flatMap((project) => keys.map((key) => open(project, undefined).record(key, entry))),
    );
    expect(Object.values(content(path)).map((one) => Object.keys(one as object).length)).toEqual([20, 20, 20]);
  });

  it('keeps the entries of other projects', async () => {
    const path = join(temporaryFolder(), 'ledger.json');
    const open = fileLedgers(at(path), { ...empty, projects: new Map([['Other', new Map([['x', entry]])]]) });
    await open('Payments', undefined).record('a', entry);
    expect(content(path)).toEqual({ Other: { x: entry }, Payments: { a: entry } });
  });

  it('is written for nothing where there is nothing to remove', async () => {
    const path = join(temporaryFolder(), 'ledger.json');
    await fileLedgers(at(path), empty)('Payments', undefined).remove('never there');
    expect(existsSync(path)).toBe(false);
  });

  it('says so where it cannot be written', async () => {
    const path = join(temporaryFolder(), 'missing', 'ledger.json');
    expect(await failureLines(() => fileLedgers(at(path), empty)('Payments', undefined).record('a', entry))).toEqual([
      `PB516 \`${path}\` cannot be written: its folder does not exist.`,
    ]);
  });
});
