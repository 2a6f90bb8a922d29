import type { FeatureValue } from '../model.ts';
import type { Kind } from './kind.ts';

type Stored = Readonly<Record<string, FeatureValue>>;

/** Whether what is stored keeps the connection from the projects below its own. */
export function isWithheld(kind: Kind | undefined, stored: Stored): boolean {
  const rule = kind?.inheritance?.withheldBy;
  return rule !== undefined && stored[rule.featureProperty] === rule.value;
}

/** The name that a project can have only one connection of this kind with; undefined where it has none of its own. */
export function identityOf(kind: Kind | undefined, stored: Stored): string | undefined {
  const rule = kind?.inheritance?.identity;
  const value = rule && stored[rule.featureProperty];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
