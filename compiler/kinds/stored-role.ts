import type { Kind, KindProperty } from './kind.ts';
import { type Stored, storedOption } from './stored-choice.ts';

/**
 * What a feature property is to its kind: a value that the author can write (`read`); one that belongs to an option
 * which is not chosen, so that nothing reads it (`unread`); a fixed value; something that means nothing; or a name that
 * the kind does not know.
 */
export type StoredRole = 'read' | 'unread' | 'constant' | 'noise' | 'unknown';

/** The role of a feature property beside the stored values that say which options are chosen. */
export function roleOf(kind: Kind, featureProperty: string, stored: Stored): StoredRole {
  if (Object.hasOwn(kind.constants, featureProperty)) return 'constant';
  if (featureProperty === 'providerType' || kind.noise.includes(featureProperty)) return 'noise';
  const candidates = kind.properties.filter((property) => property.featureProperty === featureProperty);
  if (candidates.length > 0) return candidates.some((one) => applies(kind, one, stored)) ? 'read' : 'unread';

  const choice = kind.choices.find(({ options }) => options.some(({ sets }) => Object.hasOwn(sets, featureProperty)));
  if (choice === undefined) return 'unknown';
  const chosen = storedOption(choice, stored);
  if (chosen === undefined) return 'unknown';
  return Object.hasOwn(chosen.sets, featureProperty) ? 'read' : 'unread';
}

/** The value that means the same as an absent one; undefined where absent means nothing else. */
export function defaultOf(kind: Kind, featureProperty: string, stored: Stored): string | undefined {
  const candidates = kind.properties.filter((property) => property.featureProperty === featureProperty);
  const property = candidates.find((one) => applies(kind, one, stored)) ?? candidates[0];
  if (property !== undefined) return property.default;
  for (const { options, default: fallback } of kind.choices) {
    const sets = options.find(({ name }) => name === fallback)?.sets ?? {};
    if (Object.hasOwn(sets, featureProperty)) return sets[featureProperty];
  }
  return undefined;
}

/** A property belongs to no option, or to a chosen one. */
function applies(kind: Kind, { when }: KindProperty, stored: Stored): boolean {
  if (when === undefined) return true;
  const choice = kind.choices.find(({ path }) => path === when.path);
  return choice !== undefined && storedOption(choice, stored)?.name === when.option;
}
