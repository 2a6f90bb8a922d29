import type { Diagnostic } from './diagnostic.ts';

/** Nobody reads more, and whoever mends these sees the rest. */
const mostFindings = 500;

const rank: Readonly<Record<Diagnostic['severity'], number>> = { error: 0, warning: 1, hint: 2 };

/** The worst of many findings, in the order in which they came; the last one says how many are left out. */
export function boundedFindings(found: readonly Diagnostic[]): readonly Diagnostic[] {
  if (found.length <= mostFindings) return found;
  const worst = [...found].sort((a, b) => rank[a.severity] - rank[b.severity]).slice(0, mostFindings);
  const kept = new Set(worst);
  const shown = found.filter((one) => kept.has(one));
  const left = `${found.length - shown.length} more findings are left out: mend these first.`;
  return shown.map((one, index) => (index < shown.length - 1 ? one : { ...one, notes: [...(one.notes ?? []), left] }));
}
