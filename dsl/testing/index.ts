export type { PolicyFinding } from '../policies/apply-policy.ts';
export { expectEqual, findingsOf, test } from './testing.ts';
