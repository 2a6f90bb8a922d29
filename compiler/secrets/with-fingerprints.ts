import { isSecretReference } from '../kinds/secret-reference.ts';
import type { Change, ConnectionChange, Plan } from '../model.ts';
import { type FingerprintKey, fingerprintOf } from './fingerprint.ts';
import type { ResolvedSecrets } from './resolve.ts';

/** The plan with a fingerprint of each secret that it sends, for the ledger. Without a key, it is the plan as it is. */
export function withFingerprints(plan: Plan, secrets: ResolvedSecrets, key: FingerprintKey | undefined): Plan {
  if (key === undefined) return plan;
  const complete = (change: Change): Change =>
    change.target === 'connection' ? complemented(change, plan.stack, secrets, key) : change;
  return { ...plan, changes: plan.changes.map(complete) };
}

function complemented(
  change: ConnectionChange,
  stack: string,
  secrets: ResolvedSecrets,
  key: FingerprintKey,
): ConnectionChange {
  const { entry, project } = change;
  const made = change.properties.flatMap(({ featureProperty, after }) =>
    after !== undefined && isSecretReference(after)
      ? [[featureProperty, fingerprintOf(key, { stack, project, featureProperty }, secrets.valueOf(after))] as const]
      : [],
  );
  if (entry === undefined || made.length === 0) return change;
  return { ...change, entry: { ...entry, fingerprints: { ...entry.fingerprints, ...Object.fromEntries(made) } } };
}
