import type { Kind, KindProperty } from '../kinds/kind.ts';
import { kindsFor } from '../kinds/registry.ts';
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

interface UrlParts {
  /** In lower case, without colon; absent where the author left it out. */
  readonly scheme?: string | undefined;
  /** In lower case, without brackets. */
  readonly host: string;
  /** From the first slash on, without what asks or points (`?`, `#`); empty where there is none. */
  readonly path: string;
}

const form = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:[^/?#]*@)?(\[[^\]]*\]|[^/?#:]*)(?::[^/?#]*)?([^?#]*)/i;

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
      // What is no address at all is for the kind's schema to say.
      if (typeof value !== 'string' || /\s/.test(value.trim())) continue;
      urls.push({ placed, kind, property, parts: partsOf(value) });
    }
  }
  urlsOf.set(declared, urls);
  return urls;
}

function partsOf(text: string): UrlParts {
  const [, scheme, host = '', path = ''] = form.exec(text.trim()) ?? [];
  return { scheme: scheme?.toLowerCase(), host: host.replace(/^\[|\]$/g, '').toLowerCase(), path };
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
