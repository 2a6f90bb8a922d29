import { numberCall } from '../trace.ts';
import type { StackManifest } from './manifest.ts';
import type { StackPlan } from './plan.ts';

/** More about a finding. */
export interface FindingOptions {
  /** What to do about it. */
  readonly hint?: string;
  /** The property that it is about, as the author writes it: the message points at it. */
  readonly property?: string;
}

/**
 * Says that something is not as the policy wants it. The address is that of a connection (`<project id>/<key>`) or the
 * id of a project; the message points at its declaration and names the policy.
 */
export type Finding = (address: string, message: string, options?: FindingOptions) => void;

/** How a policy reports. An error stops `check`, `plan` and `apply`; warnings and hints are shown. */
export interface PolicyReport {
  readonly error: Finding;
  readonly warning: Finding;
  readonly hint: Finding;
}

/** What a policy looks at. Both functions are pure: they report, and return nothing. */
export interface PolicyRules {
  /** Looks at what the stack declares, whenever it is compiled: with `check`, `plan`, `apply` ... */
  readonly manifest?: (manifest: StackManifest, report: PolicyReport) => void;
  /** Looks at what `plan` and `apply` would do. */
  readonly plan?: (plan: StackPlan, report: PolicyReport) => void;
}

/** A named rule of a team: what `policy` returns, and what `root({ policies: [...] })` takes. */
export interface Policy {
  readonly call: number;
  readonly name: string;
  readonly rules: PolicyRules;
}

/**
 * Makes a policy of functions that look at the manifest or at the plan. It is enforced where the root of a stack has it
 * among its `policies`; it can come from a package, and be a function's result where it takes settings. Policies run in
 * the same sandbox as the program: without network, files, clock or chance.
 *
 * @example
 * const tokensAreNamed = policy('tokens-are-named', {
 *   manifest: ({ connections }, report) => {
 *     for (const { address, displayName } of connections) {
 *       if (displayName.length < 3) report.error(address, 'Nobody can tell what it is by its name.', { hint: 'Name it.' });
 *     }
 *   },
 * });
 */
export function policy(name: string, rules: PolicyRules): Policy {
  return { call: numberCall(), name, rules };
}
