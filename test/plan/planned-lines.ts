import { flatten } from '../../compiler/flatten/flatten.ts';
import type { DeclaredConnection, Live, Manifest } from '../../compiler/model.ts';
import { type PlanOptions, planChanges } from '../../compiler/plan/plan.ts';
import { declaredProject, declaredStack } from '../declared.ts';

/** Stack `acme` with a project `Payments` that has these connections. */
export const manifestOf = (...connections: readonly DeclaredConnection[]): Manifest =>
  flatten(declaredStack([declaredProject('Payments', { connections })]));

/** What is planned, a line for each change, and what there is to say, a line for each message. */
export function plannedLines(manifest: Manifest, live: Live, options: PlanOptions = {}): readonly string[] {
  const { plan, diagnostics } = planChanges(manifest, live, options);
  return [
    ...plan.changes.map((change) =>
      change.target === 'project'
        ? `${change.action} project ${change.id}`
        : `${change.action} ${change.address} (${change.reason})`,
    ),
    ...diagnostics.map(({ code, message }) => `${code} ${message}`),
  ];
}
