import type { Kind } from '../kinds/kind.ts';
import { kindsFor } from '../kinds/registry.ts';
import { placeMembers } from '../kinds/secret-reference.ts';
import { valueAt } from '../kinds/value-at.ts';
import type { Declared } from '../model.ts';
import { declaredConnections } from './declared-projects.ts';
import { urlCredentials } from './url-credentials.ts';

/** Values that stand in the program where a secret belongs, or in a URL as a password. For hiding them in messages: never to be shown. */
export function plainSecrets(declared: Declared): readonly string[] {
  const values = new Set<string>();
  const paths = new Map<string, readonly (readonly string[])[]>();
  const kinds = kindsFor(declared.kinds);
  for (const { connection } of declaredConnections(declared)) {
    const known = paths.get(connection.kind) ?? secretPaths(kinds.named(connection.kind));
    paths.set(connection.kind, known);
    for (const path of known) for (const value of valuesIn(valueAt(connection.properties, path))) values.add(value);
  }
  for (const { secrets } of urlCredentials(declared)) for (const value of secrets) values.add(value);
  values.delete('');
  return [...values];
}

/** Where secrets of a kind belong, in the author's words. */
function secretPaths(kind: Kind | undefined): readonly (readonly string[])[] {
  const { properties = [], maps = [] } = kind ?? {};
  return [...properties, ...maps].filter(({ secret }) => secret).map(({ path }) => path.split('.'));
}

/** Every text in there, and every number that is long enough to be a secret, however deep. */
function valuesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return Math.abs(value) < 1000 ? [] : [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  const place = placeMembers(value);
  const skipped = place.length > 0 ? ['secret', 'revision', ...place] : isKeep(value) ? ['secret'] : [];
  return Object.entries(value).flatMap(([name, inner]) => (skipped.includes(name) ? [] : valuesIn(inner)));
}

const isKeep = (value: object): boolean => 'secret' in value && value.secret === 'keep';
