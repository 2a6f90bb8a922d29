import { exportedRoot } from '../collect.ts';
import { applyPolicy, type PolicySubject } from './apply-policy.ts';
import type { Policy } from './policy.ts';

/**
 * What the policies of a program say of `subject`, JSON text of a manifest or a plan: JSON text again, of a list with
 * an entry for each policy. It runs beside the program, in the sandbox, as `collect` does.
 */
export function judge(exported: object, inputs: string, subject: string): string {
  const stack = exportedRoot(exported, inputs, () => undefined);
  const policies = (stack?.root['policies'] ?? []) as readonly Policy[];
  const results = policies.map((one, index) => {
    globalThis.__plugboardBegins?.(index);
    // Each gets its own: one that writes into it disturbs no other.
    const given = JSON.parse(subject) as PolicySubject;
    return applyPolicy(one, given);
  });
  return JSON.stringify(results);
}
