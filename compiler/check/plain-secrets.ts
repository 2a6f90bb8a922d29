import { findKind } from '../kinds/registry.ts';
import type { Declared } from '../model.ts';
import { declaredConnections } from './declared-projects.ts';

/** Values that stand in the program where a secret belongs. For hiding them in messages: never to be shown. */
export function plainSecrets(declared: Declared): readonly string[] {
  const values = new Set<string>();
  for (const { connection } of declaredConnections(declared)) {
    for (const { path, secret } of findKind(connection.kind)?.properties ?? []) {
      const value = secret ? valueAt(connection.properties, path.split('.')) : undefined;
      if (typeof value === 'string' && value !== '') values.add(value);
    }
  }
  return [...values];
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? valueAt(Object.entries(value).find(([key]) => key === name)?.[1], rest)
    : undefined;
}
