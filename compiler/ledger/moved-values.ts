import type { Kind } from '../kinds/kind.ts';
import { defaultOf, roleOf } from '../kinds/stored-role.ts';
import type { LedgerEntry, LiveFeature } from '../model.ts';
import { digest } from './applied.ts';

/**
 * Feature properties whose values are no longer those that were applied last, by name. What the server writes by itself
 * is none of them. Of a secret only that it is gone can be seen. Undefined where the ledger does not say what was
 * applied, or where an apply was interrupted and nobody can tell its work from that of others.
 */
export function movedValues(
  { applied, pending, revisions = {} }: LedgerEntry,
  live: LiveFeature,
  kind: Kind | undefined,
): readonly string[] | undefined {
  if (applied === undefined || pending) return undefined;
  const names = new Set([...Object.keys(applied), ...Object.keys(live.properties)]);
  const shown = [...names].filter(
    (name) =>
      !name.startsWith('secure:') &&
      isOurs(kind, name, live) &&
      !isSame(applied[name], live.properties[name], kind && defaultOf(kind, name, live.properties)),
  );
  const lost = Object.keys(revisions).filter((name) => !live.hidden.includes(name));
  return [...shown, ...lost].sort();
}

function isOurs(kind: Kind | undefined, name: string, live: LiveFeature): boolean {
  if (kind === undefined || name === 'providerType') return true;
  const role = roleOf(kind, name, live.properties);
  return role === 'read' || role === 'unknown' || (role === 'constant' && Boolean(live.properties[name]));
}

/** The server makes no difference between a value that is empty, one that is not there, and the default. */
function isSame(applied: string | undefined, live: string | undefined, fallback = ''): boolean {
  const [then, now] = [applied ?? digest(fallback), live || fallback];
  return then === digest(now) || (then === digest('') && now === fallback);
}
