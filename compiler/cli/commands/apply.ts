import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { applyPlan } from '../../apply/apply.ts';
import { restWriter } from '../../apply/rest-writer.ts';
import { diagnostic, hasErrors } from '../../diagnostics/diagnostic.ts';
import { type Failure, fail } from '../../diagnostics/failure.ts';
import { restReader } from '../../live/rest-reader.ts';
import type { Change, Manifest, Outcome, Plan } from '../../model.ts';
import { planChanges } from '../../plan/plan.ts';
import { movedSince, readSavedPlan, type SavedPlan } from '../../plan/saved-plan.ts';
import { outcomeText, resultLine } from '../../render/outcome-text.ts';
import { plannedText, savedPlanText } from '../../render/plan-text.ts';
import { resolveSecrets } from '../../secrets/resolve.ts';
import { styleOf } from '../colors.ts';
import { manifestOf } from '../compile-stack.ts';
import { serverAccess } from '../live-source.ts';
import type { SourceOptions, StackOptions } from '../options.ts';
import { report } from '../report.ts';
import type { ExitCode, Shell } from '../shell.ts';

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
  if (saved === undefined && options.autoApprove !== true) await approve(plan, shell);

  const outcome = await applyPlan(plan, {
    writer: restWriter(access),
    live,
    secrets,
    concurrency: options.concurrency,
    onResult: (result) => shell.err.write(`${resultLine(result, styleOf(shell, shell.err, options.color))}\n`),
  });
  const proof = isWhole(outcome) ? await proveNothingLeft(manifest, reader.readLive) : [];
  shell.out.write(`\n${outcomeText(outcome, style)}`);
  if (isWhole(outcome) && proof.length === 0) shell.out.write('Read back: the server is as declared.\n');
  report([...failures(outcome), ...proof], options.color, shell);
  return isWhole(outcome) && proof.length === 0 ? 0 : 1;
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

async function approve({ stack }: Plan, { ask }: Shell): Promise<void> {
  if (ask === undefined) {
    throw fail('PB605', 'Nobody is there to approve the plan, so nothing was changed.', {
      hint: 'Run with `--auto-approve`, or save a plan (`plugboard plan -o plan.json`), have it reviewed and run `plugboard apply plan.json`.',
    });
  }
  const answer = await ask(
    `\nDo you want to perform these actions for stack "${stack}"?\n  Only 'yes' will be accepted to approve.\n\n  Enter a value: `,
  );
  if (answer.trim() !== 'yes') throw fail('PB605', 'The plan was not approved, so nothing was changed.');
}

const isWhole = ({ results }: Outcome): boolean => results.every(({ status }) => status === 'done');

const nameOf = (change: Change): string => (change.target === 'project' ? change.id : change.address);

const failures = ({ results }: Outcome): Failure['diagnostics'] =>
  results.flatMap((result) =>
    result.status === 'failed'
      ? [diagnostic('PB602', `\`${nameOf(result.change)}\` could not be changed. ${result.reason}`)]
      : [],
  );

/** What the server shows after the last write, compared with what was wanted. */
async function proveNothingLeft(
  manifest: Manifest,
  readLive: () => ReturnType<ReturnType<typeof restReader>['readLive']>,
): Promise<Failure['diagnostics']> {
  const { plan, diagnostics } = planChanges(manifest, await readLive(), { allowReplace: true });
  const left = plan.changes.map((change) =>
    diagnostic('PB604', `\`${nameOf(change)}\` would still be changed (\`${change.action}\`).`, {
      notes: ['The server took the change and shows something else, or somebody else has changed it meanwhile.'],
      hint: 'Run `plugboard plan` to see what differs.',
    }),
  );
  return [...diagnostics, ...left];
}
