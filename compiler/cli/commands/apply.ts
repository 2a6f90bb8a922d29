import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { Failure, fail } from '../../diagnostics/failure.ts';
import { restReader } from '../../live/rest-reader.ts';
import type { Live, Manifest, Plan } from '../../model.ts';
import { movedSince } from '../../plan/moved-since.ts';
import { type PlanOptions, planChanges } from '../../plan/plan.ts';
import { manifestFingerprint, readSavedPlan, type SavedPlan } from '../../plan/saved-plan.ts';
import { plannedText, savedPlanText } from '../../render/plan-text.ts';
import { resolveSecrets } from '../../secrets/resolve.ts';
import { secretSources } from '../../secrets/sources.ts';
import { approve } from '../approve.ts';
import { styleOf } from '../colors.ts';
import { manifestOf } from '../compile-stack.ts';
import { demandPermissions } from '../demand-permissions.ts';
import { type KnownLive, withLedgerFile } from '../ledger-file.ts';
import { serverAccess, withServerId } from '../live-source.ts';
import type { LedgerOption, SecretLookupOptions, SourceOptions, StackOptions } from '../options.ts';
import { type PerformOptions, perform } from '../perform.ts';
import { readBack } from '../read-back.ts';
import { report } from '../report.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { withKnownUsages } from '../usages.ts';

export interface ApplyCommandOptions
  extends StackOptions,
    SourceOptions,
    LedgerOption,
    PerformOptions,
    PlanOptions,
    SecretLookupOptions {
  readonly autoApprove?: boolean | undefined;
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
  const know = (live: Live): Promise<KnownLive> => withLedgerFile(live, options, manifest.stack, shell);
  const read = await reader.readLive();
  const known = await know(saved === undefined ? read : await withServerId(read, options, shell));
  // A plan that was reviewed is made again as it was made then: what differs from it is refused below.
  const planOptions = saved?.options ?? options;
  const { plan: changes, diagnostics: findings } = planChanges(manifest, known.live, planOptions);
  // Who reviewed a plan has seen it all.
  const plan = saved === undefined ? await withKnownUsages(changes, known.live, options, shell) : changes;
  const diagnostics = [...known.diagnostics, ...findings];
  const planned = { plan, diagnostics };
  const moved = saved === undefined ? [] : movedSince(saved, manifest, plan);
  const style = styleOf(shell, shell.out, options.color);
  shell.out.write(saved === undefined ? `${plannedText(planned, style)}\n` : `${savedPlanText(plan, style)}\n`);
  report([...diagnostics, ...moved], options.color, shell);
  if (hasErrors([...diagnostics, ...moved])) return 1;
  if (plan.changes.length === 0) return 0;
  await demandPermissions(access, plan, known.live);

  const sources = secretSources({
    environment: shell.environment,
    folder: dirname(resolve(shell.workingDirectory, options.stack)),
    allowedCommands: options.allowCommand,
    learn: shell.secrets.learn,
  });
  const secrets = await resolveSecrets(plan.changes, sources);
  if (saved === undefined && options.autoApprove !== true) {
    await approve(plan.stack, shell);
    // Once more under the lock: but where the answer took too long, not even that need be written.
    planAgain(plan, manifest, (await know(await reader.readLive())).live, planOptions);
  }
  return perform(
    {
      plan,
      access,
      secrets,
      know,
      // Whoever had the lock before may have done it all.
      again: (now) => nothingLeft(manifest, now, planOptions) ?? planAgain(plan, manifest, now, planOptions),
      readBack: (readLive) => readBack(manifest, planOptions, readLive),
    },
    options,
    shell,
  );
}

function nothingLeft(manifest: Manifest, live: Live, options: PlanOptions): Plan | undefined {
  const { plan, diagnostics } = planChanges(manifest, live, options);
  return plan.changes.length === 0 && !hasErrors(diagnostics) ? plan : undefined;
}

/**
 * A person takes time to answer, and a lock time to get. What was approved is applied only where it is still what the
 * server needs (PB603).
 */
function planAgain(shown: Plan, manifest: Manifest, live: Live, options: PlanOptions): Plan {
  const { plan, diagnostics } = planChanges(manifest, live, options);
  const approved = { manifestFingerprint: manifestFingerprint(manifest), plan: shown };
  const against = [...diagnostics, ...movedSince(approved, manifest, plan)];
  if (hasErrors(against)) throw new Failure(against);
  return plan;
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
