import { hasErrors } from '../diagnostics/diagnostic.ts';
import { Failure } from '../diagnostics/failure.ts';
import type { Manifest, Plan } from '../model.ts';
import { movedSince } from '../plan/moved-since.ts';
import type { Planned } from '../plan/plan.ts';
import { manifestFingerprint } from '../plan/saved-plan.ts';

/**
 * A person takes time to answer, and a lock time to get. What was approved is applied only where a plan that is made
 * after that still says the same (PB603).
 */
export function stillApproved(shown: Plan, manifest: Manifest, { plan, diagnostics }: Planned): Plan {
  const approved = { manifestFingerprint: manifestFingerprint(manifest), plan: shown };
  const against = [...diagnostics, ...movedSince(approved, manifest, plan)];
  if (hasErrors(against)) throw new Failure(against);
  return plan;
}
