import { createHash } from 'node:crypto';
import type { LedgerEntry, PropertyChange } from '../model.ts';

/**
 * Tells later whether a value is still the one that was applied. Short, as a ledger holds many; nobody has a reason to
 * look for another value with the same one.
 */
export const digest = (value: string): string => createHash('sha256').update(value).digest('base64url').slice(0, 12);

/** What a connection is left with when `sent` has been laid over what was `seen` of it: secrets are not in it. */
export function appliedDigests(
  seen: Readonly<Record<string, string>>,
  changes: readonly Pick<PropertyChange, 'featureProperty' | 'sensitive'>[],
  sent: (featureProperty: string) => string | undefined,
): LedgerEntry['applied'] {
  const values = new Map(Object.entries(seen));
  for (const { featureProperty, sensitive } of changes) {
    const value = sensitive ? undefined : sent(featureProperty);
    if (value === undefined) values.delete(featureProperty);
    else values.set(featureProperty, value);
  }
  const shown = [...values].filter(([name]) => !name.startsWith('secure:')).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(shown.map(([name, value]) => [name, digest(value)]));
}
