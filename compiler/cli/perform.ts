import { applyPlan } from '../apply/apply.ts';
import { fileLedgers } from '../apply/file-ledger.ts';
import type { Patience } from '../apply/persist.ts';
import { restWriter } from '../apply/rest-writer.ts';
import { steadyWriter } from '../apply/steady-writer.ts';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import type { Failure } from '../diagnostics/failure.ts';
import { restReader } from '../live/rest-reader.ts';
import type { ServerAccess } from '../live/server-address.ts';
import type { Change, Live, Outcome, Plan } from '../model.ts';
import { outcomeText } from '../render/outcome-text.ts';
import type { ResolvedSecrets } from '../secrets/resolve.ts';
import { styleOf } from './colors.ts';
import type { KnownLive } from './ledger-file.ts';
import { lockHome } from './lock-home.ts';
import { progress } from './progress.ts';
import { report } from './report.ts';
import type { Note } from './report-forms.ts';
import type { ExitCode, Shell } from './shell.ts';
import { lockStack, type StackLockOptions } from './stack-lock.ts';
import { stopRequest } from './stop-request.ts';
import { waiting } from './waiting.ts';

/** Options of every command that changes a server. */
export interface PerformOptions extends StackLockOptions {
  readonly concurrency: number;
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
  /** What it means that nothing is lacking; that the server is as declared unless given. */
  readonly proof?: string | undefined;
  /** Gets to know what became of it. */
  readonly note?: Note | undefined;
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
    const site = { access, stack: approved.plan.stack, project: lockHome(approved.plan) };
    release = await lockStack(site, steadyWriter(writer, reader, patience), options, stop.signal, shell);
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
      openLedger: ledgerFile && fileLedgers(ledgerFile.place, ledgerFile.content),
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
    const diagnostics = [...failures(outcome), ...(stop.signal.aborted ? [wasStopped] : [])];
    approved.note?.({ outcome, diagnostics });
    report(diagnostics, options.color, shell);
    return 1;
  }
  const unproved = await approved.readBack(async () => (await approved.know(await reader.readLive())).live);
  if (unproved.length === 0) shell.out.write(`Read back: ${approved.proof ?? 'the server is as declared'}.\n`);
  approved.note?.({ outcome, diagnostics: unproved });
  report(unproved, options.color, shell);
  return unproved.length === 0 ? 0 : 1;
}

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
