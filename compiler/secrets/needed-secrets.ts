import { isSecretReference, placeOf } from '../kinds/secret-reference.ts';
import type { Change, SecretReference } from '../model.ts';

/** A value that somebody has to look up, and the properties that want it: `` `password` of `Payments/registry` ``. */
export interface NeededSecret {
  readonly secret: SecretReference;
  readonly users: readonly string[];
}

/** Every value that these changes send, once. */
export function neededSecrets(changes: readonly Change[]): readonly NeededSecret[] {
  return byPlace(
    changes.flatMap((change) =>
      change.target === 'project'
        ? []
        : change.properties.flatMap(({ property, after }) =>
            after !== undefined && isSecretReference(after)
              ? [{ secret: after, property, address: change.address }]
              : [],
          ),
    ),
  );
}

/** Uses of secrets, put together where they are of one value. */
function byPlace(
  uses: readonly { readonly secret: SecretReference; readonly property: string; readonly address: string }[],
): readonly NeededSecret[] {
  const needed = new Map<string, { readonly secret: SecretReference; readonly users: string[] }>();
  for (const { secret, property, address } of uses) {
    const known = needed.get(placeOf(secret)) ?? { secret, users: [] };
    known.users.push(`\`${property}\` of \`${address}\``);
    needed.set(placeOf(secret), known);
  }
  return [...needed.values()];
}
