import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileLocks } from '../../compiler/apply/lock/file-locks.ts';
import { type LockOptions, takeLock } from '../../compiler/apply/lock/lock.ts';
import { failureLines } from '../failure-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const wanted = (run: string): Parameters<typeof takeLock>[0] => ({
  project: '_Root',
  stack: 'acme',
  run,
  owner: `owner of ${run}`,
  since: '2026-01-01T00:00:00.000Z',
  machine: 'here',
  process: 1,
});
const options: LockOptions = {
  timeout: 0,
  wait: async () => undefined,
  now: () => Date.parse('2026-01-01T00:01:00.000Z'),
  onWait: () => undefined,
  isGone: () => false,
};

const locksAt = (path: string): ReturnType<typeof fileLocks> => fileLocks({ path, within: dirname(path) });

describe('a lock beside a ledger file', () => {
  it('keeps a second apply out until it is released, and leaves nothing behind', async () => {
    const folder = temporaryFolder();
    const ledger = join(folder, 'ledger.json');
    const release = await takeLock(wanted('a'), locksAt(ledger), options);
    expect(readdirSync(folder)).toEqual(['ledger.json.lock-a']);
    expect(await failureLines(() => takeLock(wanted('b'), locksAt(ledger), options))).toEqual([
      'PB615 Stack `acme` is being applied by owner of a, for 60 seconds.',
    ]);
    expect(await locksAt(join(folder, 'other.json')).read()).toEqual([]);
    await release();
    expect(readdirSync(folder)).toEqual([]);
    await (await takeLock(wanted('b'), locksAt(ledger), options))();
  });

  it('lets one of many through that come at the same time', async () => {
    const ledger = join(temporaryFolder(), 'ledger.json');
    const runs = Array.from({ length: 10 }, (_, index) => `run${index}`);
    const taken = await Promise.allSettled(runs.map((run) => takeLock(wanted(run), locksAt(ledger), options)));
    expect(taken.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
  });

  it('goes away where its process is gone', async () => {
    const ledger = join(temporaryFolder(), 'ledger.json');
    await takeLock(wanted('a'), locksAt(ledger), options);
    await takeLock(wanted('b'), locksAt(ledger), { ...options, isGone: ({ run }) => run === 'a' });
    expect((await locksAt(ledger).read()).map(({ run, held }) => [run, held])).toEqual([['b', true]]);
  });

  it('that is damaged is said, and not taken for none', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'ledger.json.lock-x'), '{');
    expect(await failureLines(() => locksAt(join(folder, 'ledger.json')).read())).toEqual([
      `PB516 The lock file \`${join(folder, 'ledger.json.lock-x')}\` cannot be read.`,
    ]);
  });
});
