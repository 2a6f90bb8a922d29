/** Names with at most one `*`, and what they stand for: `paths` of TypeScript's settings and what works like them. */
export interface PathPatterns {
  /** What a name may mean, in order; none where no pattern fits. */
  readonly targetsOf: (name: string) => readonly string[];
}

const stars = (text: string): number => text.split('*').length - 1;

/** Lists of texts by pattern; whatever is none is left out, as TypeScript would refuse all of it. */
export function wellFormed(paths: Readonly<Record<string, unknown>>): Readonly<Record<string, readonly string[]>> {
  const entries = Object.entries(paths).flatMap(([pattern, value]) => {
    const targets = Array.isArray(value)
      ? value.filter((one): one is string => typeof one === 'string' && one !== '' && stars(one) <= 1)
      : [];
    return targets.length === 0 || stars(pattern) > 1 ? [] : [[pattern, targets] as const];
  });
  return Object.fromEntries(entries);
}

export function pathPatterns(paths: Readonly<Record<string, unknown>>): PathPatterns {
  const exact = new Map<string, readonly string[]>();
  const patterns: { readonly start: string; readonly end: string; readonly targets: readonly string[] }[] = [];
  for (const [pattern, targets] of Object.entries(wellFormed(paths))) {
    const [start = '', end] = pattern.split('*');
    if (end === undefined) exact.set(pattern, targets);
    else patterns.push({ start, end, targets });
  }
  // The longest beginning goes first; among equals the one that is written first.
  patterns.sort((a, b) => b.start.length - a.start.length);
  return {
    targetsOf: (name) => {
      const named = exact.get(name);
      if (named !== undefined) return named;
      const best = patterns.find(
        ({ start, end }) => name.length >= start.length + end.length && name.startsWith(start) && name.endsWith(end),
      );
      if (best === undefined) return [];
      const middle = name.slice(best.start.length, name.length - best.end.length);
      return best.targets.map((target) => target.replace('*', () => middle));
    },
  };
}
