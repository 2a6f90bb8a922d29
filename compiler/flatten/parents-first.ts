/** A thing that stands in a tree of projects. */
export interface InTree {
  readonly id: string;
  readonly parent?: string | undefined;
}

/** By code unit, so that the order is the same wherever the program is compiled. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Without a parent first, then by id: beside the root stand projects whose parent is not in the list. */
const rootFirstThenById = (a: InTree, b: InTree): number =>
  Number(a.parent !== undefined) - Number(b.parent !== undefined) || compareText(a.id, b.id);

/** Parents before children, siblings by id: the order in which a tree is read, shown and changed. */
export function parentsFirst<T extends InTree>(items: readonly T[]): readonly T[] {
  const known = new Set(items.map(({ id }) => id));
  const below = new Map<string | undefined, T[]>();
  for (const item of items) {
    const parent = item.parent !== undefined && known.has(item.parent) ? item.parent : undefined;
    const siblings = below.get(parent);
    if (siblings === undefined) below.set(parent, [item]);
    else siblings.push(item);
  }
  const ordered = new Set<T>();
  const visit = (item: T): void => {
    if (ordered.has(item)) return;
    ordered.add(item);
    for (const child of (below.get(item.id) ?? []).sort(rootFirstThenById)) visit(child);
  };
  for (const item of (below.get(undefined) ?? []).sort(rootFirstThenById)) visit(item);
  // What is left stands in a circle of parents, as only a damaged server can have it. None of it may get lost.
  if (ordered.size < items.length) for (const item of [...items].sort(rootFirstThenById)) visit(item);
  return [...ordered];
}
