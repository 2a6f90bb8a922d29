import { encode } from '../kinds/codec.ts';
import { isWithheld } from '../kinds/inheritance.ts';
import { findKind } from '../kinds/registry.ts';
import type { DeclaredConnection } from '../model.ts';

/** Whether a declared connection stays in its own project. */
export function isWithheldBelow({ kind: name, properties }: DeclaredConnection): boolean {
  const kind = findKind(name);
  return kind?.inheritance?.withheldBy !== undefined && isWithheld(kind, encode(kind, properties));
}
