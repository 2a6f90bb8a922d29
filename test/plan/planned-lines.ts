import { flatten } from '../../compiler/flatten/flatten.ts';
import type { Change, DeclaredConnection, Live, Manifest } from '../../compiler/model.ts';
import { type PlanOptions, planChanges } from '../../compiler/plan/plan.ts';
import { declaredProject, declaredStack } from '../declared.ts';

/** Stack `acme` with a project `Payments` that has these connections. */
export const manifestOf = (...connections: readonly DeclaredConnection[]): Manifest =>
  flatten(declaredStack([declaredProject('Payments', { connections })]));

/** A change without what it changes. */
const headline = (change: Change): string =>
  change.target === 'project'
    ? `${change.action} project ${change.id}`
    : `${change.action} ${change.address} (${change.reason})`;

/** A change with the properties that it changes. */
const line = (change: Change): string => {
  const properties = change.target === 'project' ? [] : change.properties;
  const changed = properties.map(({ property, before, after }) => `${property}: ${before} -> ${JSON.stringify(after)}`);
  return [headline(change), ...changed].join('; ');
};

const plannedAs =
  (words: (change: Change) => string) =>
  (manifest: Manifest, live: Live, options: PlanOptions = {}): readonly string[] => {
    const { plan, diagnostics } = planChanges(manifest, live, options);
    return [...plan.changes.map(words), ...diagnostics.map(({ code, message }) => `${code} ${message}`)];
  };

/** What is planned, a line for each change, and what there is to say, a line for each message. */
export const plannedLines: ReturnType<typeof plannedAs> = plannedAs(headline);

/** The same with the properties that change. */
export const plannedChanges: ReturnType<typeof plannedAs> = plannedAs(line);
