/** What `plan` needs once the program is known. It stands in one module, as it is read in while the program is run. */

export { readAhead } from '../ledger/ledger.ts';
export { planChanges } from '../plan/plan.ts';
export { manifestFingerprint, planFileDigest } from '../plan/saved-plan.ts';
export { fitWidth } from '../render/fit-width.ts';
export { planJson } from '../render/plan-json.ts';
export { plannedText } from '../render/plan-text.ts';
export { withLedgerFile } from './ledger-file.ts';
export { readLive, withServerId } from './live-source.ts';
export { withKnownUsages } from './usages.ts';
