import { kindDocuments } from '../../schemas/generated/kinds.ts';
import { describeKind } from './describe-kind.ts';
import type { Kind } from './kind.ts';

/** Every built-in kind, in the order of their names. */
export const kinds: readonly Kind[] = Object.entries(kindDocuments).map(([name, document]) =>
  describeKind(name, document),
);

const byName: ReadonlyMap<string, Kind> = new Map(kinds.map((kind) => [kind.name, kind]));
const byProvider: ReadonlyMap<string, Kind> = new Map(
  kinds.flatMap((kind) => (kind.providerType === undefined ? [] : [[kind.providerType, kind] as const])),
);

/** The kind of that name; undefined where Plugboard knows none. */
export function findKind(name: string): Kind | undefined {
  return byName.get(name);
}

/** The kind whose connections the server stores with that `providerType`; undefined where Plugboard knows none. */
export function kindOfProvider(providerType: string): Kind | undefined {
  return byProvider.get(providerType);
}
