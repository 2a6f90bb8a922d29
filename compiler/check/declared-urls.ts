import type { Kind, KindProperty } from '../kinds/kind.ts';
import { kindsFor } from '../kinds/registry.ts';
import { type UrlParts, urlParts } from '../kinds/url-parts.ts';
import { writtenValue } from '../kinds/written-value.ts';
import type { Declared } from '../model.ts';
import { declaredConnections, type PlacedConnection } from './declared-projects.ts';

/** A URL of a connection, taken apart as far as TeamCity's parameter references in it allow. */
export interface DeclaredUrl {
  readonly placed: PlacedConnection;
  readonly kind: Kind;
  readonly property: KindProperty;
  readonly parts: UrlParts;
}

const urlsOf = new WeakMap<Declared, readonly DeclaredUrl[]>();

/** Every URL that connections of the program hold, in the author's order. */
export function declaredUrls(declared: Declared): readonly DeclaredUrl[] {
  const known = urlsOf.get(declared);
  if (known !== undefined) return known;
  const kinds = kindsFor(declared.kinds);
  const propertiesOf = new Map<string, readonly KindProperty[]>();
  const urls: DeclaredUrl[] = [];
  for (const placed of declaredConnections(declared)) {
    const kind = kinds.named(placed.connection.kind);
    if (kind === undefined) continue;
    const properties = propertiesOf.get(kind.name) ?? kind.properties.filter(({ url }) => url !== undefined);
    propertiesOf.set(kind.name, properties);
    for (const property of properties) {
      const value = writtenValue(property, placed.connection.properties);
      if (typeof value !== 'string') continue;
      const parts = urlParts(value);
      // What is none is for the rule about properties to say.
      if (!('fault' in parts)) urls.push({ placed, kind, property, parts });
    }
  }
  urlsOf.set(declared, urls);
  return urls;
}

/** Where a message about a URL points, and what it is called. */
export const urlPlace = ({
  placed: { connection, address },
  property: { path },
}: DeclaredUrl): {
  readonly address: string;
  readonly place: { readonly call: number; readonly path: readonly string[] };
} => ({
  address,
  place: { call: connection.call, path: path.split('.') },
});
