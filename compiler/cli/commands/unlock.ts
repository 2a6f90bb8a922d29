import { fileLocks } from '../../apply/lock/file-locks.ts';
import { lockAge } from '../../apply/lock/lock-age.ts';
import { serverLocks } from '../../apply/lock/server-locks.ts';
import { restWriter } from '../../apply/rest-writer.ts';
import { fail } from '../../diagnostics/failure.ts';
import { visible } from '../../diagnostics/visible.ts';
import { readLocks } from '../../live/rest-locks.ts';
import type { Lock } from '../../model.ts';
import { manifestOf } from '../compile-stack.ts';
import { ledgerPlace } from '../ledger-file.ts';
import { serverAccess } from '../live-source.ts';
import type { LedgerOption, SourceOptions, StackOptions } from '../options.ts';
import type { ExitCode, Shell } from '../shell.ts';

export interface UnlockCommandOptions extends StackOptions, SourceOptions, LedgerOption {
  readonly autoApprove?: boolean | undefined;
}

/** `plugboard unlock`: breaks the lock that an apply which was killed has left behind. */
export async function unlockCommand(options: UnlockCommandOptions, shell: Shell): Promise<ExitCode> {
  const access = serverAccess(options, shell);
  const manifest = await manifestOf(options, shell);
  if (manifest === undefined) return 1;
  const { stack } = manifest;
  const file = ledgerPlace(options, shell);
  const onServer = serverLocks(stack, '', () => readLocks(access), restWriter(access));
  const store = file === undefined ? onServer : fileLocks(file);
  const locks = await store.read();
  if (locks.length === 0) {
    shell.out.write(`Nobody is applying stack "${visible(stack)}": there is no lock.\n`);
    return 0;
  }
  const now = Date.now();
  const placeOf = (lock: Lock): string =>
    visible(store.placeOf?.(lock) ?? `feature ${lock.id} of project ${lock.project}`);
  for (const lock of locks) {
    shell.out.write(
      `${visible(lock.owner)} has been applying stack "${visible(stack)}" for ${lockAge(lock, now)} ` +
        `(${placeOf(lock)}).\n`,
    );
  }
  if (options.autoApprove !== true) await confirm(shell);
  for (const lock of locks) await store.remove(lock);
  shell.out.write('The lock is broken. `plugboard plan` says what is left to do.\n');
  return 0;
}

async function confirm({ ask }: Shell): Promise<void> {
  if (ask === undefined) {
    throw fail('PB605', 'Nobody is there to confirm it, so the lock stays.', { hint: 'Run with `--auto-approve`.' });
  }
  const answer = await ask(
    "\nIf it is still running, two applies would write at the same time.\n  Only 'yes' will be accepted to break the lock.\n\n  Enter a value: ",
  );
  if (answer?.trim() !== 'yes') throw fail('PB605', 'It was not confirmed, so the lock stays.');
}
