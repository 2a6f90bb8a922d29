import type { Kind, KindProperty } from './kind.ts';

/** A feature property that is the same in every connection of a kind, or that holds what the author wrote. */
export type Slot =
  | { readonly name: string; readonly constant: string }
  | { readonly name: string; readonly property: KindProperty };

const known = new WeakMap<Kind, readonly Slot[]>();

/** The feature properties that a kind's schema names, by name: there are thousands of connections, and few kinds. */
export function slotsOf(kind: Kind): readonly Slot[] {
  const before = known.get(kind);
  if (before !== undefined) return before;
  const { constants, providerType, properties } = kind;
  const slots: Slot[] = Object.entries(constants).map(([name, constant]) => ({ name, constant }));
  if (providerType !== undefined) slots.push({ name: 'providerType', constant: providerType });
  slots.push(...properties.map((property) => ({ name: property.featureProperty, property })));
  slots.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  known.set(kind, slots);
  return slots;
}
