import { kindDocuments } from '../../schemas/generated/kinds.ts';
import type { KindDocuments } from '../../schemas/kind-document.ts';
import { describeKind } from './describe-kind.ts';
import type { Kind } from './kind.ts';

/** The kinds that are known somewhere. */
export interface Kinds {
  /** Built-in ones in the order of their names, then those that the stack brings along. */
  readonly all: readonly Kind[];
  /** The kind of that name; undefined where none has it. */
  readonly named: (name: string) => Kind | undefined;
  /** The kind whose connections the server stores with that `providerType`; undefined where none does. */
  readonly ofProvider: (providerType: string) => Kind | undefined;
}

function kindsOf(all: readonly Kind[]): Kinds {
  const byName = new Map(all.map((kind) => [kind.name, kind]));
  const byProvider = new Map(
    all.flatMap((kind) => (kind.providerType === undefined ? [] : [[kind.providerType, kind] as const])),
  );
  return { all, named: (name) => byName.get(name), ofProvider: (providerType) => byProvider.get(providerType) };
}

const described = (documents: KindDocuments): readonly Kind[] =>
  Object.entries(documents).map(([name, document]) => describeKind(name, document));

/** The kinds that Plugboard knows by itself. */
export const builtInKinds: Kinds = kindsOf(described(kindDocuments));

const known = new WeakMap<KindDocuments, Kinds>();

/** The built-in kinds and those that a stack brings along, which every stage carries with it. */
export function kindsFor(brought: KindDocuments | undefined): Kinds {
  if (brought === undefined) return builtInKinds;
  const kinds = known.get(brought) ?? kindsOf([...builtInKinds.all, ...described(brought)]);
  known.set(brought, kinds);
  return kinds;
}
