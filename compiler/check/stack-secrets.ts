import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { authorPath } from '../kinds/author-path.ts';
import { encode } from '../kinds/codec.ts';
import { kindsFor } from '../kinds/registry.ts';
import { isSecretReference } from '../kinds/secret-reference.ts';
import type { Declared, SecretReference } from '../model.ts';
import { declaredConnections } from './declared-projects.ts';

/** A secret that a property of the program is to have. */
export interface StackSecret {
  readonly secret: SecretReference;
  readonly address: string;
  /** As the author writes it. */
  readonly property: string;
  readonly place: NonNullable<Diagnostic['place']>;
}

/** Every secret that the program refers to, in the author's order. One that stays on the server is none. */
export function stackSecrets(declared: Declared): readonly StackSecret[] {
  const kinds = kindsFor(declared.kinds);
  return declaredConnections(declared).flatMap(({ connection, address }) => {
    const kind = kinds.named(connection.kind);
    if (kind === undefined) return [];
    return Object.entries(encode(kind, connection.properties)).flatMap(([name, value]): readonly StackSecret[] => {
      if (!isSecretReference(value)) return [];
      const property = authorPath(kind, name);
      return [{ secret: value, address, property, place: { call: connection.call, path: property.split('.') } }];
    });
  });
}
