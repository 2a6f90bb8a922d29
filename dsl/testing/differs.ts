/** Whether two plain values differ. A property that is `undefined` is one that is not there. */
export function differs(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return !Object.is(a, b);
  if (Array.isArray(a) !== Array.isArray(b)) return true;
  if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) return true;
  const [one, other] = [a, b] as readonly Readonly<Record<string, unknown>>[];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].some((name) => differs(one?.[name], other?.[name]));
}
