import { encode } from '../kinds/codec.ts';
import { isWithheld } from '../kinds/inheritance.ts';
import { kindsFor } from '../kinds/registry.ts';
import type { Declared, DeclaredConnection } from '../model.ts';

/** Tells whether a connection of this program stays in its own project. */
export function withheldIn(declared: Declared): (connection: DeclaredConnection) => boolean {
  const kinds = kindsFor(declared.kinds);
  return ({ kind: name, properties }) => {
    const kind = kinds.named(name);
    return kind?.inheritance?.withheldBy !== undefined && isWithheld(kind, encode(kind, properties));
  };
}
