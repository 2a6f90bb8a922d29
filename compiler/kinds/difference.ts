import type { FeatureValue, LiveFeature, PropertyChange } from '../model.ts';
import { authorPath } from './author-path.ts';
import type { Kind } from './kind.ts';
import { defaultOf, roleOf } from './stored-role.ts';

type Desired = Readonly<Record<string, FeatureValue>>;

/** How a live connection is to change, and how many of the declared values it has already. */
export interface Difference {
  /** By the author's name of the property. */
  readonly changes: readonly PropertyChange[];
  readonly unchanged: number;
}

/**
 * What differs between the wanted feature properties and the live ones, as the server would see it: an absent or empty
 * value is the default, what the server adds by itself is none of ours, and values of an option that is not chosen
 * are read by nobody. Wanted secrets are left to the plan, which knows what was sent; a secret that the server has and
 * nobody wants any more is a change. Without a kind, the wanted values are compared as they are.
 */
export function compareFeature(kind: Kind | undefined, desired: Desired, live: LiveFeature): Difference {
  const wanted = Object.entries(desired).flatMap(([name, after]) =>
    typeof after === 'string' ? [{ name, after }] : [],
  );
  const different = wanted.filter(({ name, after }) => !isAsWanted(kind, name, after, desired, live));
  const fixed = wanted.filter(({ name }) => name === 'providerType' || Object.hasOwn(kind?.constants ?? {}, name));
  const changes = [
    ...different.map(({ name, after }) => ({ name, before: shownValue(live, name), after, sensitive: false })),
    ...removals(kind, desired, live),
  ];
  return {
    changes: changes
      .map(({ name, ...change }) => ({ property: authorPath(kind, name), featureProperty: name, ...change }))
      .sort((a, b) => (a.property < b.property ? -1 : 1)),
    unchanged: wanted.length - new Set([...different, ...fixed]).size,
  };
}

function isAsWanted(kind: Kind | undefined, name: string, after: string, desired: Desired, live: LiveFeature): boolean {
  const before = shownValue(live, name);
  // Nearly every value: what a default would mean need not be looked up.
  if (before === after) return true;
  if (kind === undefined) return (before ?? '') === after;
  const fallback = defaultOf(kind, name, desired);
  const isConstant = Object.hasOwn(kind.constants, name);
  return (before ?? (isConstant ? after : (fallback ?? ''))) === (after === '' ? (fallback ?? '') : after);
}

interface Removal {
  readonly name: string;
  readonly before?: string | undefined;
  readonly sensitive: boolean;
}

function removals(kind: Kind | undefined, desired: Desired, live: LiveFeature): readonly Removal[] {
  if (kind === undefined) return [];
  const unwanted = (name: string): boolean => !Object.hasOwn(desired, name) && roleOf(kind, name, desired) === 'read';
  const shown = Object.keys(live.properties).flatMap((name): Removal[] => {
    if (!unwanted(name)) return [];
    const before = shownValue(live, name);
    const meansNothing = before === undefined || before === defaultOf(kind, name, desired);
    return meansNothing ? [] : [{ name, before, sensitive: false }];
  });
  return [...shown, ...live.hidden.filter(unwanted).map((name) => ({ name, sensitive: true }))];
}

/** The server keeps no difference between a value that is empty and one that is not there. */
function shownValue(live: LiveFeature, name: string): string | undefined {
  const value = live.properties[name];
  return value === '' ? undefined : value;
}
