import { kindsFor } from '../kinds/registry.ts';
import type { Declared } from '../model.ts';
import { declaredConnections } from './declared-projects.ts';

/** Values that stand in the program where a secret belongs. For hiding them in messages: never to be shown. */
export function plainSecrets(declared: Declared): readonly string[] {
  const values = new Set<string>();
  const kinds = kindsFor(declared.kinds);
  for (const { connection } of declaredConnections(declared)) {
    const { properties = [], maps = [] } = kinds.named(connection.kind) ?? {};
    const written = [
      ...properties.filter(({ secret }) => secret).map(({ path }) => valueAt(connection.properties, path.split('.'))),
      ...maps.filter(({ secret }) => secret).flatMap(({ path }) => entriesAt(connection.properties, path)),
    ];
    for (const value of written) if (typeof value === 'string' && value !== '') values.add(value);
  }
  return [...values];
}

function entriesAt(properties: object, path: string): readonly unknown[] {
  const map = valueAt(properties, [path]);
  return typeof map === 'object' && map !== null ? Object.values(map) : [];
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? valueAt(Object.entries(value).find(([key]) => key === name)?.[1], rest)
    : undefined;
}
