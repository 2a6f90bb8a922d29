import { createHash } from 'node:crypto';
import type { ConnectionChange, LiveFeature } from '../model.ts';

/** Tells whether a live connection is still what a plan saw. Secrets are in it by name only. */
export function fingerprint({ id, type, properties, hidden }: LiveFeature): string {
  const sorted = Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([id, type, sorted, [...hidden].sort()]);
  return createHash('sha256').update(text).digest('hex');
}

/** What a change keeps of the live connection that it was made for. */
export function sightOf(live: LiveFeature): Required<Pick<ConnectionChange, 'featureId' | 'fingerprint' | 'seen'>> {
  const { id, properties, hidden } = live;
  return { featureId: id, fingerprint: fingerprint(live), seen: { properties, hidden } };
}
