import type { FeatureValue } from '../model.ts';
import type { KindChoice, KindOption } from './kind.ts';

/** Feature properties that stand for something wanted or live. */
export type Stored = Readonly<Record<string, FeatureValue>>;

/**
 * The option that the stored values say is chosen. Without any word of it, the default one; undefined where the values
 * fit none.
 */
export function storedOption({ options, default: fallback }: KindChoice, stored: Stored): KindOption | undefined {
  const fitting = options.find(({ sets }) =>
    Object.entries(sets).every(([name, value]) => (stored[name] ?? '') === value),
  );
  if (fitting !== undefined) return fitting;
  const isSilent = options.every(({ sets }) => Object.keys(sets).every((name) => (stored[name] ?? '') === ''));
  return isSilent ? options.find(({ name }) => name === fallback) : undefined;
}
