import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { OwnedEntry } from '../ledger/ownership.ts';
import type { ConnectionChange, Live, Manifest } from '../model.ts';
import { planChanges } from './plan.ts';

/** What the next plan will say of a connection that the stack has given up. */
export interface Aftermath {
  /** Whether the server still has it. */
  readonly isThere: boolean;
  readonly changes: readonly ConnectionChange[];
  /** Messages that would stop the plan. */
  readonly errors: readonly Diagnostic[];
}

/** Plans as the next run will, and picks what is about this connection. `live` no longer has its entry. */
export function aftermathOf(
  address: string,
  { project, entry }: OwnedEntry,
  manifest: Manifest,
  live: Live,
): Aftermath {
  const { plan, diagnostics } = planChanges(manifest, live);
  const isIt = ({ id }: { readonly id?: string | undefined }): boolean => id !== undefined && id === entry.id;
  return {
    isThere: live.projects.some(({ id, connections }) => id === project.id && connections.some(isIt)),
    changes: plan.changes.filter(
      (change): change is ConnectionChange =>
        change.target === 'connection' &&
        (change.address === address || (change.project === project.id && isIt({ id: change.featureId }))),
    ),
    errors: diagnostics.filter((one) => one.address === address && one.severity === 'error'),
  };
}
