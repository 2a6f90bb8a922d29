import type { Manifest, ManifestConnection } from '../../model.ts';

/** Which connection of one manifest is which of another one: the same address, or the one that `formerly` names. */
export interface Predecessors {
  /** What a connection of the later manifest was in the earlier one. */
  readonly of: (later: ManifestConnection) => ManifestConnection | undefined;
  /** What a connection of the earlier manifest is in the later one. */
  readonly successorOf: (address: string) => ManifestConnection | undefined;
}

export function predecessors(from: Manifest, to: Manifest): Predecessors {
  const earlier = new Map(from.connections.map((one) => [one.address, one]));
  const of = ({ address, formerly = '' }: ManifestConnection): ManifestConnection | undefined =>
    earlier.get(address) ?? earlier.get(formerly);
  const later = new Map(
    to.connections.flatMap((one) => (of(one) === undefined ? [] : [[of(one)?.address ?? '', one] as const])),
  );
  return { of, successorOf: (address) => later.get(address) };
}
