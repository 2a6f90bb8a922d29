import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Plan } from '../model.ts';
import type { DiagnosticsContext } from '../render/diagnostics-text.ts';
import type { ValidStack } from './compile-stack.ts';

/** What the policies of a stack say of a plan, and how to quote the program beside it. */
export interface Judgement {
  readonly findings: readonly Diagnostic[];
  /** Only where there is something to quote. */
  readonly context?: DiagnosticsContext | undefined;
}

/** Has a plan judged by the policies of its stack. */
export async function judgePlan(stack: ValidStack, plan: Plan): Promise<Judgement> {
  const findings = await stack.judgePlan(plan);
  if (findings.length === 0) return { findings };
  const [{ quoting }, { policyWords }] = await Promise.all([
    import('../render/quoting.ts'),
    import('../check/policies/policy-words.ts'),
  ]);
  return { findings, context: quoting({ ...stack, openTexts: [...stack.openTexts, ...policyWords(findings)] }) };
}
