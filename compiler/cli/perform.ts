import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { applyPlan } from '../apply/apply.ts';
import { fileLedgers } from '../apply/file-ledger.ts';
import { fileLocks } from '../apply/lock/file-locks.ts';
import { takeLock } from '../apply/lock/lock.ts';
import { lockAge } from '../apply/lock/lock-age.ts';
import { serverLocks } from '../apply/lock/server-locks.ts';
import type { Patience } from '../apply/persist.ts';
import { restWriter } from '../apply/rest-writer.ts';
import { steadyWriter } from '../apply/steady-writer.ts';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { Failure } from '../diagnostics/failure.ts';
import { readLocks } from '../live/rest-locks.ts';
import { restReader } from '../live/rest-reader.ts';
import type { ServerAccess } from '../live/server-address.ts';
import type { Change, Live, Outcome, Plan } from '../model.ts';
import { outcomeText } from '../render/outcome-text.ts';
import { visible } from '../render/visible.ts';
import type { ResolvedSecrets } from '../secrets/resolve.ts';
import { styleOf } from './colors.ts';
import { type KnownLive, ledgerPath } from './ledger-file.ts';
import { lockHome } from './lock-home.ts';
import { isGone, lockOwner } from './lock-owner.ts';
import type { LedgerOption } from './options.ts';
import { progress } from './progress.ts';
import { report } from './report.ts';
import type { ExitCode, Shell } from './shell.ts';
import { stopRequest } from './stop-request.ts';

/** Options of every command that changes a server. */
export interface PerformOptions extends LedgerOption {
  readonly concurrency: number;
  /** Seconds to wait for somebody else who applies the same stack. */
  readonly lockTimeout: number;
  readonly color?: boolean | undefined;
}

/** A plan that was shown and approved. */
export interface Approved {
  readonly plan: Plan;
  readonly access: ServerAccess;
  readonly secrets: ResolvedSecrets;
  /** Adds what a ledger file says to the live state, where one is in use. */
  readonly know: (live: Live) => Promise<KnownLive>;
  /** Plans once more, under the lock. Fails where that is no longer what was approved. */
  readonly again: (live: Live) => Plan;
  /** What the server still lacks after all changes are made. */
  readonly readBack: (readLive: () => Promise<Live>) => Promise<readonly Diagnostic[]>;
}

/**
 * Makes the changes of an approved plan: takes the stack's lock, looks whether the server still is as it was planned,
 * writes, and reads back. Nothing is written where one of the first two fails, the lock itself excepted.
 */
export async function perform(approved: Approved, options: PerformOptions, shell: Shell): Promise<ExitCode> {
  const { access, secrets } = approved;
  const reader = restReader(access);
  const style = styleOf(shell, shell.err, options.color);
  const shown = progress(shell, style, approved.plan.changes.length);
  const patience: Patience = { tries: 5, wait: waiting(shell), onPause: shown.pause };
  const writer = restWriter(access);
  const stop = stopRequest(() =>
    shell.err.write('Stopping: what is under way is finished, nothing new is begun. Once more ends it at once.\n'),
  );
  let outcome: Outcome;
  let release: (() => Promise<void>) | undefined;
  try {
    release = await lock(approved, steadyWriter(writer, reader, patience), options, stop.signal, shell);
    const { live, ledgerFile } = await approved.know(await reader.readLive());
    const plan = approved.again(live);
    if (plan.changes.length === 0) {
      shell.out.write('\nNo changes are left: somebody else has made them meanwhile.\n');
      return 0;
    }
    outcome = await applyPlan(plan, {
      writer,
      reader,
      live,
      openLedger: ledgerFile && fileLedgers(ledgerFile.path, ledgerFile.content),
      secrets,
      concurrency: options.concurrency,
      patience,
      onResult: shown.result,
      stop: stop.signal,
    });
  } finally {
    shown.end();
    await release?.();
    stop.release();
  }
  shell.out.write(`\n${outcomeText(outcome, styleOf(shell, shell.out, options.color))}`);
  if (!outcome.results.every(({ status }) => status === 'done')) {
    report([...failures(outcome), ...(stop.signal.aborted ? [wasStopped] : [])], options.color, shell);
    return 1;
  }
  const unproved = await approved.readBack(async () => (await approved.know(await reader.readLive())).live);
  if (unproved.length === 0) shell.out.write('Read back: the server is as declared.\n');
  report(unproved, options.color, shell);
  return unproved.length === 0 ? 0 : 1;
}

async function lock(
  { plan, access }: Approved,
  writer: ReturnType<typeof restWriter>,
  options: PerformOptions,
  stop: AbortSignal,
  shell: Shell,
): Promise<() => Promise<void>> {
  const project = lockHome(plan);
  const file = ledgerPath(options, shell);
  const store =
    file === undefined ? serverLocks(plan.stack, project, () => readLocks(access), writer) : fileLocks(file);
  const since = new Date().toISOString();
  const wanted = { project, stack: plan.stack, run: randomUUID(), since, ...lockOwner(shell) };
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
      report([notReleased(plan.stack, project), ...error.diagnostics], options.color, shell);
    }
  };
}

const notReleased = (stack: string, project: string): Diagnostic =>
  diagnostic('PB616', `The lock of stack \`${stack}\` in project \`${project}\` could not be removed.`, {
    hint: 'Remove it with `plugboard unlock`; until then the next apply from another machine refuses to begin.',
  });

const waiting =
  ({ wait }: Shell): Patience['wait'] =>
  (milliseconds) =>
    wait === undefined ? setTimeout(milliseconds) : wait(milliseconds);

const nameOf = (change: Change): string => (change.target === 'project' ? change.id : change.address);

const failures = ({ results }: Outcome): Failure['diagnostics'] =>
  results.flatMap((result) =>
    result.status === 'failed'
      ? [diagnostic('PB602', `\`${nameOf(result.change)}\` could not be changed. ${result.reason}`)]
      : [],
  );

const wasStopped = diagnostic('PB606', 'It was stopped before all changes were made. What was made is recorded.', {
  hint: 'Run `plugboard plan` to see what is left, and `plugboard apply` to go on.',
});
