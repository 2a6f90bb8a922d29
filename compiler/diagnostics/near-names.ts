/**
 * The names that somebody who wrote `name` most likely meant, nearest first, at most three. Upper and lower case count
 * as almost the same, two swapped neighbours as one slip. Nothing is suggested that differs in about half its letters.
 */
export function nearNames(name: string, among: Iterable<string>): readonly string[] {
  const allowed = Math.floor(name.length * 0.4) + 1;
  const near: { readonly name: string; readonly slips: number }[] = [];
  for (const candidate of new Set(among)) {
    if (candidate === name || Math.abs(candidate.length - name.length) > allowed) continue;
    const slips = slipsBetween(name, candidate);
    if (slips <= allowed) near.push({ name: candidate, slips });
  }
  return near
    .sort((a, b) => a.slips - b.slips || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map((one) => one.name);
}

/** Letters to insert, delete, replace or swap with their neighbour; 0.5 where only upper and lower case differ. */
function slipsBetween(written: string, meant: string): number {
  const from = written.toLowerCase();
  const to = meant.toLowerCase();
  if (from === to) return 0.5;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      let slips = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) slips = Math.min(slips, at(beforeLast, column - 2) + 1);
      current.push(slips);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, to.length);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY;
