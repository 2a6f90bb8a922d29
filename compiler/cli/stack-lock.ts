import { randomUUID } from 'node:crypto';
import { fileLocks } from '../apply/lock/file-locks.ts';
import { takeLock } from '../apply/lock/lock.ts';
import { lockAge } from '../apply/lock/lock-age.ts';
import { serverLocks } from '../apply/lock/server-locks.ts';
import type { RestWriter } from '../apply/rest-writer.ts';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { Failure } from '../diagnostics/failure.ts';
import { visible } from '../diagnostics/visible.ts';
import { readLocks } from '../live/rest-locks.ts';
import type { ServerAccess } from '../live/server-address.ts';
import { ledgerPlace } from './ledger-file.ts';
import { isGone, lockOwner } from './lock-owner.ts';
import type { LedgerOption } from './options.ts';
import { report } from './report.ts';
import type { Shell } from './shell.ts';
import { waiting } from './waiting.ts';

export interface StackLockOptions extends LedgerOption {
  /** Seconds to wait for somebody else who applies the same stack. */
  readonly lockTimeout: number;
  readonly color?: boolean | undefined;
}

/** What is locked, and the project that the lock stands in. */
export interface LockedStack {
  readonly access: ServerAccess;
  readonly stack: string;
  readonly project: string;
}

/** Takes the lock of a stack, on the server or beside its ledger file, and gives what releases it. */
export async function lockStack(
  { access, stack, project }: LockedStack,
  writer: RestWriter,
  options: StackLockOptions,
  stop: AbortSignal,
  shell: Shell,
): Promise<() => Promise<void>> {
  const file = ledgerPlace(options, shell);
  const store = file === undefined ? serverLocks(stack, project, () => readLocks(access), writer) : fileLocks(file);
  const since = new Date().toISOString();
  const wanted = { project, stack, run: randomUUID(), since, ...lockOwner(shell) };
  const release = await takeLock(wanted, store, {
    timeout: options.lockTimeout * 1000,
    wait: waiting(shell),
    now: Date.now,
    onWait: (holder) =>
      shell.err.write(
        `Waiting for ${visible(holder.owner)}, who has been applying for ${lockAge(holder, Date.now())}.\n`,
      ),
    isGone,
    stop,
  });
  return async () => {
    try {
      await release();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      report([notReleased(stack, project), ...error.diagnostics], options.color, shell);
    }
  };
}

const notReleased = (stack: string, project: string): Diagnostic =>
  diagnostic('PB616', `The lock of stack \`${stack}\` in project \`${project}\` could not be removed.`, {
    hint: 'Remove it with `plugboard unlock`; until then the next apply from another machine refuses to begin.',
  });
