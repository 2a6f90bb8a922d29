import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Loaded } from '../../load/load.ts';
import type { Declared, Manifest, Plan } from '../../model.ts';
import { manifestSubject } from './manifest-subject.ts';
import { planSubject } from './plan-subject.ts';
import { policyFindings } from './policy-findings.ts';

/** What came of applying policies. */
export interface AppliedPolicies {
  readonly findings: readonly Diagnostic[];
  /** Lines that they wrote with `console`. */
  readonly output: readonly string[];
}

/** Applies the policies of a stack to its manifest, or to a plan that is to bring it about. */
export async function applyPolicies(
  declared: Declared,
  judge: Loaded['judge'],
  manifest: Manifest,
  plan?: Plan,
): Promise<AppliedPolicies> {
  const subject = plan === undefined ? { manifest: manifestSubject(manifest) } : { plan: planSubject(plan, manifest) };
  const answer = await judge(JSON.stringify(subject));
  return { findings: policyFindings(declared, answer), output: answer.output };
}
