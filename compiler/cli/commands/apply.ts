import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { applyPlan } from '../../apply/apply.ts';
import { restWriter } from '../../apply/rest-writer.ts';
import { diagnostic, hasErrors } from '../../diagnostics/diagnostic.ts';
import { Failure, fail } from '../../diagnostics/failure.ts';
import { restReader } from '../../live/rest-reader.ts';
import type { Change, Live, Manifest, Outcome, Plan } from '../../model.ts';
import { planChanges } from '../../plan/plan.ts';
import { manifestFingerprint, movedSince, readSavedPlan, type SavedPlan } from '../../plan/saved-plan.ts';
import { outcomeText, resultLine } from '../../render/outcome-text.ts';
import { plannedText, savedPlanText } from '../../render/plan-text.ts';
import { resolveSecrets } from '../../secrets/resolve.ts';
import { approve } from '../approve.ts';
import { styleOf } from '../colors.ts';
import { manifestOf } from '../compile-stack.ts';
import { serverAccess } from '../live-source.ts';
import type { SourceOptions, StackOptions } from '../options.ts';
import { readBack } from '../read-back.ts';
import { report } from '../report.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { stopRequest } from '../stop-request.ts';

export interface ApplyCommandOptions extends StackOptions, SourceOptions {
  readonly autoApprove?: boolean | undefined;
  readonly allowReplace?: boolean | undefined;
  readonly concurrency: number;
}

/**
 * `plugboard apply [PLAN]`: makes the changes of a saved plan exactly as it was shown, or plans, asks and applies. It
 * ends by reading the server once more, and says so when something is left.
 */
export async function applyCommand(
  planFile: string | undefined,
  options: ApplyCommandOptions,
  shell: Shell,
): Promise<ExitCode> {
  const saved = planFile === undefined ? undefined : await savedPlan(planFile, shell);
  const access = serverAccess(options, shell);
  const manifest = await manifestOf(options, shell);
  if (manifest === undefined) return 1;

  const reader = restReader(access);
  const live = await reader.readLive();
  // A plan that was reviewed has its replacements approved: what differs from it is refused below.
  const allowReplace = options.allowReplace ?? saved !== undefined;
  const planned = planChanges(manifest, live, { allowReplace });
  const { plan, diagnostics } = planned;
  const moved = saved === undefined ? [] : movedSince(saved, manifest, plan);
  const style = styleOf(shell, shell.out, options.color);
  shell.out.write(saved === undefined ? `${plannedText(planned, style)}\n` : `${savedPlanText(plan, style)}\n`);
  report([...diagnostics, ...moved], options.color, shell);
  if (hasErrors([...diagnostics, ...moved])) return 1;
  if (plan.changes.length === 0) return 0;

  const sources = { environment: shell.environment, folder: dirname(resolve(shell.workingDirectory, options.stack)) };
  const secrets = await resolveSecrets(plan.changes, sources);
  let current: Current = { plan, live };
  if (saved === undefined && options.autoApprove !== true) {
    await approve(plan.stack, shell);
    current = planAgain(plan, manifest, await reader.readLive(), allowReplace);
  }

  const stop = stopRequest(() =>
    shell.err.write('Stopping: what is under way is finished, nothing new is begun. Once more ends it at once.\n'),
  );
  let outcome: Outcome;
  try {
    outcome = await applyPlan(current.plan, {
      writer: restWriter(access),
      live: current.live,
      secrets,
      concurrency: options.concurrency,
      onResult: (result) => shell.err.write(`${resultLine(result, styleOf(shell, shell.err, options.color))}\n`),
      stop: stop.signal,
    });
  } finally {
    stop.release();
  }
  shell.out.write(`\n${outcomeText(outcome, style)}`);
  if (!isWhole(outcome)) {
    report([...failures(outcome), ...(stop.signal.aborted ? [wasStopped] : [])], options.color, shell);
    return 1;
  }
  const unproved = await readBack(manifest, reader.readLive);
  if (unproved.length === 0) shell.out.write('Read back: the server is as declared.\n');
  report(unproved, options.color, shell);
  return unproved.length === 0 ? 0 : 1;
}

interface Current {
  readonly plan: Plan;
  readonly live: Live;
}

/** A person takes time to answer. What was approved is applied only where it is still what the server needs (PB603). */
function planAgain(shown: Plan, manifest: Manifest, live: Live, allowReplace: boolean): Current {
  const { plan, diagnostics } = planChanges(manifest, live, { allowReplace });
  const approved = { manifestFingerprint: manifestFingerprint(manifest), plan: shown };
  const against = [...diagnostics, ...movedSince(approved, manifest, plan)];
  if (hasErrors(against)) throw new Failure(against);
  return { plan, live };
}

async function savedPlan(file: string, shell: Shell): Promise<SavedPlan> {
  let text: string;
  try {
    text = await readFile(resolve(shell.workingDirectory, file), 'utf8');
  } catch {
    throw fail('PB507', `The plan file \`${file}\` cannot be read.`, {
      hint: 'Make one with `plugboard plan -o FILE`.',
    });
  }
  return readSavedPlan(text);
}

const isWhole = ({ results }: Outcome): boolean => results.every(({ status }) => status === 'done');

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
