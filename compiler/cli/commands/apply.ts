import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { fail } from '../../diagnostics/failure.ts';
import { restReader } from '../../live/rest-reader.ts';
import type { Live, Manifest, Plan } from '../../model.ts';
import { movedSince } from '../../plan/moved-since.ts';
import { type PlanOptions, planChanges } from '../../plan/plan.ts';
import {
  manifestFingerprint,
  planFileDigest,
  readSavedPlan,
  refuseOtherOptions,
  type SavedPlan,
} from '../../plan/saved-plan.ts';
import { fitWidth } from '../../render/fit-width.ts';
import type { PlanOrigin } from '../../render/plan-json.ts';
import { plannedText, savedPlanText } from '../../render/plan-text.ts';
import { fingerprintKey } from '../../secrets/fingerprint.ts';
import { resolveSecrets } from '../../secrets/resolve.ts';
import { withFingerprints } from '../../secrets/with-fingerprints.ts';
import { approve } from '../approve.ts';
import { styleOf } from '../colors.ts';
import { validStack } from '../compile-stack.ts';
import { demandPermissions } from '../demand-permissions.ts';
import { judgePlan } from '../judge-plan.ts';
import { type KnownLive, withLedgerFile } from '../ledger-file.ts';
import { serverAccess, withServerId } from '../live-source.ts';
import { openSources } from '../open-sources.ts';
import type { FormsOptions, LedgerOption, SecretLookupOptions, SourceOptions, StackOptions } from '../options.ts';
import { type PerformOptions, perform } from '../perform.ts';
import { planComparing } from '../plan-comparing.ts';
import { readBack } from '../read-back.ts';
import { report } from '../report.ts';
import { type Note, reportForms } from '../report-forms.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { stillApproved } from '../still-approved.ts';
import { withKnownUsages } from '../usages.ts';

export interface ApplyCommandOptions
  extends StackOptions,
    SourceOptions,
    LedgerOption,
    FormsOptions,
    PerformOptions,
    PlanOptions,
    SecretLookupOptions {
  readonly autoApprove?: boolean | undefined;
  /** Of the plan file, as it was reviewed. */
  readonly digest?: string | undefined;
}

/**
 * `plugboard apply [PLAN]`: makes the changes of a saved plan exactly as it was shown, or plans, asks and applies. It
 * ends by reading the server once more, and says so when something is left.
 */
export const applyCommand = (
  planFile: string | undefined,
  options: ApplyCommandOptions,
  shell: Shell,
): Promise<ExitCode> => reportForms('apply', options, shell, (inner, note) => apply(planFile, options, inner, note));

async function apply(
  planFile: string | undefined,
  options: ApplyCommandOptions,
  shell: Shell,
  note: Note,
): Promise<ExitCode> {
  const key = fingerprintKey(shell.environment);
  const saved = planFile === undefined ? undefined : await savedPlan(planFile, options.digest, shell);
  if (saved !== undefined) refuseOtherOptions(saved, options);
  const access = serverAccess(options, shell);
  const stack = await validStack(options, shell, undefined, note);
  if (stack === undefined) return 1;
  const { manifest } = stack;

  const reader = restReader(access);
  const know = (live: Live): Promise<KnownLive> => withLedgerFile(live, options, manifest.stack, shell);
  const read = await reader.readLive();
  const known = await know(saved === undefined ? read : await withServerId(read, options, shell));
  const sources = openSources(options, shell);
  // A plan that was reviewed is made again as it was made then: what differs from it is refused below.
  const wanted = saved?.options ?? options;
  const compared = await planComparing(manifest, known.live, wanted, saved === undefined ? key : undefined, sources);
  const planOptions = compared.options;
  // Who reviewed a plan has seen it all.
  const plan = saved === undefined ? await withKnownUsages(compared.plan, known.live, options, shell) : compared.plan;
  const { findings, context } = await judgePlan(stack, plan);
  const diagnostics = [...known.diagnostics, ...compared.diagnostics, ...findings];
  const planned = { plan, diagnostics };
  const moved = saved === undefined ? [] : movedSince(saved, manifest, plan);
  const style = styleOf(shell, shell.out, options.color);
  const text = saved === undefined ? plannedText(planned, style) : savedPlanText(plan, style);
  shell.out.write(`${fitWidth(text, shell.out.width)}\n`);
  const all = [...diagnostics, ...moved];
  const origin = originOf(manifest, planOptions);
  note({ live: known.live, planned, origin, diagnostics: all, ...(context && { context }) });
  report(all, options.color, shell, context);
  if (hasErrors(all)) return 1;
  if (plan.changes.length === 0) return 0;
  await demandPermissions(access, plan, known.live);

  const again = (now: Live): Plan => stillApproved(plan, manifest, planChanges(manifest, now, planOptions));
  const secrets = await resolveSecrets(plan.changes, sources, plan.kinds);
  if (saved === undefined && options.autoApprove !== true) {
    await approve(plan.stack, shell);
    // Once more under the lock: but where the answer took too long, not even that need be written.
    again((await know(await reader.readLive())).live);
  }
  return perform(
    {
      plan,
      access,
      secrets,
      know,
      // Whoever had the lock before may have done it all.
      again: (now) => withFingerprints(nothingLeft(manifest, now, planOptions) ?? again(now), secrets, key),
      readBack: (readLive) => readBack(manifest, planOptions, readLive),
      note,
    },
    options,
    shell,
  );
}

/** What the plan was made from, for the form that can be applied. */
const originOf = (
  manifest: Manifest,
  { allowReplace, adoptMatching, allowDestroy, refreshOnly }: PlanOptions,
): PlanOrigin => ({
  manifestFingerprint: manifestFingerprint(manifest),
  options: { allowReplace, adoptMatching, allowDestroy, refreshOnly },
});

function nothingLeft(manifest: Manifest, live: Live, options: PlanOptions): Plan | undefined {
  const { plan, diagnostics } = planChanges(manifest, live, options);
  return plan.changes.length === 0 && !hasErrors(diagnostics) ? plan : undefined;
}

async function savedPlan(file: string, digest: string | undefined, shell: Shell): Promise<SavedPlan> {
  let text: string;
  try {
    text = await readFile(resolve(shell.workingDirectory, file), 'utf8');
  } catch {
    throw fail('PB507', `The plan file \`${file}\` cannot be read.`, {
      hint: 'Make one with `plugboard plan -o FILE`.',
    });
  }
  if (digest !== undefined && planFileDigest(text) !== digest) {
    throw fail('PB507', `The plan file \`${file}\` is not the one that was reviewed.`, {
      notes: [
        `Its digest is ${planFileDigest(text)}, and the reviewed one’s ${digest}.`,
        'Nothing was written to the server.',
      ],
      hint: 'Apply the plan that belongs to the review, or have this one reviewed.',
    });
  }
  return readSavedPlan(text);
}
