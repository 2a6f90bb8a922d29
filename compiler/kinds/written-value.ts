import type { AuthorForm } from './codec.ts';
import type { Kind, KindProperty } from './kind.ts';

/** The value that the author wrote for a property; undefined where there is none, or another option is chosen. */
export function writtenValue({ path, when }: KindProperty, properties: AuthorForm): unknown {
  if (when === undefined) return properties[path];
  const chosen = properties[when.path] as (AuthorForm & { readonly option?: unknown }) | undefined | null;
  return chosen?.option === when.option ? chosen?.[path.slice(path.lastIndexOf('.') + 1)] : undefined;
}

/** A property that refers to a declaration of this stack. */
export interface WrittenReference {
  readonly path: string;
  /** The kind that the other connection must be of. */
  readonly kind: string;
  readonly call: number;
}

/** Every reference to another declaration that stands among these properties. */
export function writtenReferences(kind: Kind | undefined, properties: AuthorForm): readonly WrittenReference[] {
  const referring = kind === undefined ? none : referringProperties(kind);
  if (referring.length === 0) return none;
  return referring.flatMap((property) => {
    const { path, reference } = property;
    const call = (writtenValue(property, properties) as { readonly call?: unknown } | undefined | null)?.call;
    return typeof call === 'number' ? [{ path, kind: reference, call }] : [];
  });
}

type ReferringProperty = KindProperty & { readonly reference: string };

const none: readonly never[] = [];
const known = new WeakMap<Kind, readonly ReferringProperty[]>();

/** There are thousands of connections, and few kinds whose connections refer to others. */
function referringProperties(kind: Kind): readonly ReferringProperty[] {
  const before = known.get(kind);
  if (before !== undefined) return before;
  const referring = kind.properties.filter((one): one is ReferringProperty => one.reference !== undefined);
  known.set(kind, referring);
  return referring;
}
