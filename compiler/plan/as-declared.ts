import { isSecretReference, revisionOf } from '../kinds/secret-reference.ts';
import type { LiveFeature } from '../model.ts';
import type { Match } from './match.ts';
import type { Resend } from './property-changes.ts';

/**
 * Whether a connection is to the letter as it is declared and as the ledger has it, which nearly all of a plan are. What
 * cannot be told at a glance (a default, a key of the server's own, a reference) is not: the comparison proper decides.
 */
export function isToTheLetter({ connection, entry, reason }: Match, live: LiveFeature, resend?: Resend): boolean {
  if (reason !== 'differs' || entry === undefined) return false;
  if (entry.kind !== connection.kind || entry.id !== live.id || entry.protect !== connection.protect) return false;
  if (entry.pending) return false;
  let shown = 0;
  let sent = 0;
  for (const name in connection.properties) {
    const value = connection.properties[name];
    if (typeof value === 'string') {
      if (live.properties[name] !== value) return false;
      shown += 1;
    } else if (value !== undefined && isSecretReference(value)) {
      if (entry.revisions?.[name] !== revisionOf(value) || !live.hidden.includes(name)) return false;
      if (resend?.(connection.address, name, entry.fingerprints?.[name]) !== undefined) return false;
      sent += 1;
    } else {
      return false;
    }
  }
  const recorded = entry.revisions ?? {};
  return (
    shown === Object.keys(live.properties).length &&
    sent === live.hidden.length &&
    sent === Object.keys(recorded).length &&
    Object.keys(entry.fingerprints ?? {}).every((name) => Object.hasOwn(recorded, name))
  );
}
