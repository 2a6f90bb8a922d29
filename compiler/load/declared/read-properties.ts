import { isCall } from './is-call.ts';
import { isRecord, isUnsupported, short } from './what-it-is.ts';

/** Why properties cannot be passed on. */
type Fault = 'circle' | 'too deep';

/** What nobody nests deeper. Every pass to come goes down there. */
const deepest = 250;

/**
 * Makes properties, where they stand, what the compiler passes on: another connection becomes the number of its call.
 * All else stays as it is, as the kinds' schemas judge it. `take` is told how many members there are.
 */
export function settleProperties(
  properties: Record<string, unknown>,
  take: (members: number) => void,
): Fault | undefined {
  const within: object[] = [];
  const settle = (holder: Record<string, unknown>): Fault | undefined => {
    if (within.length === deepest) return new Set(within).size < within.length ? 'circle' : 'too deep';
    within.push(holder);
    let members = 0;
    for (const name in holder) {
      members += 1;
      const value = holder[name];
      if (typeof value !== 'object' || value === null) continue;
      if (isConnection(value)) {
        holder[name] = { call: value.call };
      } else if (isUnsupported(value)) {
        holder[name] = { $unsupported: short(value.$unsupported) };
      } else {
        const fault = settle(value as Record<string, unknown>);
        if (fault !== undefined) return fault;
      }
    }
    take(members);
    within.pop();
    return undefined;
  };
  return settle(properties);
}

function isConnection(value: unknown): value is { readonly call: number } {
  if (!isRecord(value) || !isCall(value.call) || !('kind' in value)) return false;
  return isRecord(value.properties) && isRecord(value.options);
}
