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
  return (kind?.properties ?? []).flatMap((property) => {
    const { path, reference } = property;
    const value = reference === undefined ? undefined : writtenValue(property, properties);
    const call = (value as { readonly call?: unknown } | undefined | null)?.call;
    return reference !== undefined && typeof call === 'number' ? [{ path, kind: reference, call }] : [];
  });
}
