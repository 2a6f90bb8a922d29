import type { FeatureValue } from '../model.ts';
import type { KindChoice, KindOption } from './kind.ts';

/** Feature properties that stand for something wanted or live. */
export type Stored = Readonly<Record<string, FeatureValue>>;

/**
 * The option that the stored values say is chosen. Without any word of it, the default one; undefined where the values
 * fit none.
 */
export function storedOption({ options, default: fallback }: KindChoice, stored: Stored): KindOption | undefined {
  const fitting = options.filter(({ sets }) =>
    Object.entries(sets).every(([name, value]) => (stored[name] ?? '') === value),
  );
  const [best] = fitting.sort((a, b) => saidBy(b) - saidBy(a));
  if (best !== undefined) return best;
  const isSilent = options.every(({ sets }) => Object.keys(sets).every((name) => (stored[name] ?? '') === ''));
  return isSilent ? options.find(({ name }) => name === fallback) : undefined;
}

/** An option that is told by an absent value fits too easily: one that something speaks for goes before it. */
function saidBy({ sets }: KindOption): number {
  return Object.values(sets).filter((value) => value !== '').length;
}
