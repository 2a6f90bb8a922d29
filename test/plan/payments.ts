import type { DeclaredConnection, Live, LiveFeature } from '../../compiler/model.ts';
import { declaredRegistry } from '../declared.ts';
import { ledgerFeature, liveProject, liveRegistry, liveState } from '../live-state.ts';

/** A server whose project `Payments` has these connections and ledgers. */
export const server = (connections: readonly LiveFeature[], ledgers: readonly LiveFeature[] = []): Live =>
  liveState([liveProject('Payments', { connections, ledgers })]);

/** What stack `acme` owns in `Payments`. */
export const owned = (entries: Parameters<typeof ledgerFeature>[3]): readonly LiveFeature[] => [
  ledgerFeature('L', 'acme', 'Payments', entries),
];

/** A declared registry, the same on the server, and what the ledger says of it. */
export const registry: DeclaredConnection = declaredRegistry('registry');
export const live: LiveFeature = liveRegistry('PROJECT_EXT_1', 'Registry registry');
export const entry = { kind: 'dockerRegistry', id: 'PROJECT_EXT_1' } as const;
