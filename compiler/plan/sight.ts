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

type Seen = NonNullable<ConnectionChange['seen']>;

/** What differs between two looks at a connection, with both values: `` `url` was "a" and is "b" ``. */
export function differences(before: Seen, now: Seen): readonly string[] {
  const shown = ({ properties, hidden }: Seen, name: string): string =>
    properties[name] === undefined ? (hidden.includes(name) ? 'a secret' : 'not there') : `"${properties[name]}"`;
  const names = [before, now].flatMap(({ properties, hidden }) => [...Object.keys(properties), ...hidden]);
  return [...new Set(names)]
    .sort()
    .filter((name) => shown(before, name) !== shown(now, name))
    .map((name) => `\`${name}\` was ${shown(before, name)} and is ${shown(now, name)}`);
}
