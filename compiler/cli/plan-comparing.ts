import { hasErrors } from '../diagnostics/diagnostic.ts';
import type { Live, Manifest } from '../model.ts';
import { type Planned, type PlanOptions, planChanges } from '../plan/plan.ts';
import { sentSecrets } from '../plan/sent-secrets.ts';
import { compareSecrets } from '../secrets/compare-secrets.ts';
import type { FingerprintKey } from '../secrets/fingerprint.ts';
import { neededSecrets } from '../secrets/needed-secrets.ts';
import type { SecretSources } from '../secrets/sources.ts';

/** A plan, and the options that make the same one again. */
export interface ComparedPlan extends Planned {
  readonly options: PlanOptions;
}

/**
 * A plan that sends, where there is a key, also the secrets whose values are not those that were sent last. That takes
 * the values, so it is for `apply` alone; a plan that is saved for review is made without any.
 */
export async function planComparing(
  manifest: Manifest,
  live: Live,
  options: PlanOptions,
  key: FingerprintKey | undefined,
  sources: SecretSources,
): Promise<ComparedPlan> {
  const planned = planChanges(manifest, live, options);
  if (key === undefined || options.refreshOnly || hasErrors(planned.diagnostics)) return { ...planned, options };
  // Where a program is not allowed, nothing at all is looked up.
  const needed = neededSecrets(planned.plan.changes);
  if (needed.some(({ secret }) => sources.forbidden(secret) !== undefined)) return { ...planned, options };
  const compared = await compareSecrets(manifest.stack, sentSecrets(manifest, live), key, sources);
  const { plan, diagnostics } = planChanges(manifest, live, { ...options, resend: compared.resend });
  return {
    plan,
    diagnostics: [...diagnostics, ...compared.diagnostics],
    options: { ...options, resend: compared.resend },
  };
}
