/** A run of neighbouring positions: the first, and the one after the last. */
export type Stretch = readonly [from: number, to: number];

/**
 * A set of positions as stretches in ascending order that do not touch each other. A connection of the root reaches ten
 * thousand projects by one stretch, so that comparing reaches costs what differs and not what they hold.
 */
export type Stretches = readonly Stretch[];

/** The positions of any stretches, in whatever order they come. */
export function union(stretches: Stretches): Stretches {
  const merged: [number, number][] = [];
  for (const [from, to] of [...stretches].sort(([a], [b]) => a - b)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else if (from < to) merged.push([from, to]);
  }
  return merged;
}

/** The positions of `a` that are not in `b`. */
export function subtract(a: Stretches, b: Stretches): Stretches {
  if (a.length === 0 || b.length === 0) return a;
  const left: Stretch[] = [];
  let next = 0;
  for (const [from, to] of a) {
    let start = from;
    while ((b[next]?.[1] ?? Number.POSITIVE_INFINITY) <= start) next += 1;
    for (let index = next; start < to; index += 1) {
      const [gapEnd, gapStart] = b[index] ?? [to, to];
      if (gapEnd > start) left.push([start, Math.min(gapEnd, to)]);
      start = Math.max(start, gapStart);
      if (gapEnd >= to) break;
    }
  }
  return left;
}

/** The positions that both have. */
export const intersect = (a: Stretches, b: Stretches): Stretches => subtract(a, subtract(a, b));
