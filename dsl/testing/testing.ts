import { applyPolicy, type PolicyFinding, type PolicySubject } from '../policies/apply-policy.ts';
import type { StackManifest } from '../policies/manifest.ts';
import type { StackPlan } from '../policies/plan.ts';
import type { Policy } from '../policies/policy.ts';
import type { Root } from '../project.ts';
import { compiledSubject } from './compiled-subject.ts';
import { differs } from './differs.ts';

/** A test that is declared, and not run yet. */
export interface DeclaredTest {
  readonly name: string;
  readonly body: () => void;
}

/** The tests of the file that is imported. */
export const declaredTests: DeclaredTest[] = [];

/** Thrown where something is not as a test wants it. */
export class NotEqual extends Error {
  readonly found: unknown;
  readonly wanted: unknown;
  constructor(found: unknown, wanted: unknown) {
    super('It is not as wanted.');
    this.name = '';
    this.found = found;
    this.wanted = wanted;
  }
}

/**
 * Declares a test of a policy, in a file called `*.policy-test.ts` beside the stack or below. `plugboard test` runs it,
 * in the same sandbox as the stack: it passes where `body` comes to its end.
 *
 * @example
 * const noSlack = policy('no-slack', {
 *   manifest: ({ connections }, report) => {
 *     for (const { address, kind } of connections) if (kind === 'slackConnection') report.error(address, 'We chat elsewhere.');
 *   },
 * });
 *
 * test('a connection to Slack is refused', () => {
 *   const slack = slackConnection({
 *     displayName: 'Slack',
 *     clientId: '1.2',
 *     clientSecret: secret.env('SLACK_CLIENT_SECRET'),
 *     botToken: secret.env('SLACK_BOT_TOKEN'),
 *   });
 *   const stack = root({ stack: 'test', connections: { slack } });
 *   expectEqual(findingsOf(noSlack, stack).map(({ address }) => address), ['_Root/slack']);
 * });
 */
export function test(name: string, body: () => void): void {
  declaredTests.push({ name, body });
}

/**
 * What a policy reports: of a stack; of the plan that would bring a server from what one stack declares to what another
 * one does; or of a manifest or plan that was written by hand.
 *
 * @example
 * const nothingIsDeleted = policy('nothing-is-deleted', {
 *   plan: ({ changes }, report) => {
 *     for (const { action, address } of changes) if (action === 'delete') report.error(address, 'It is in use.');
 *   },
 * });
 * const hub = dockerRegistry({ name: 'Docker Hub' });
 * findingsOf(nothingIsDeleted, { from: root({ stack: 'test', connections: { hub } }), to: root({ stack: 'test' }) });
 */
export function findingsOf(
  policy: Policy,
  of: Root | { readonly from: Root; readonly to: Root } | StackManifest | StackPlan,
): readonly PolicyFinding[] {
  const { findings, fault } = applyPolicy(policy, subjectOf(of));
  if (fault === undefined) return findings;
  const error = new Error(`Policy \`${policy.name}\` failed: ${fault.message}`);
  if (fault.stack !== '') error.stack = fault.stack;
  throw error;
}

function subjectOf(of: Parameters<typeof findingsOf>[1]): PolicySubject {
  if ('root' in of) return compiledSubject([of]);
  if ('from' in of) return compiledSubject([of.from, of.to]);
  return 'changes' in of ? { plan: of } : { manifest: of };
}

/**
 * Fails the test where two values are not the same: texts, numbers, flags, lists and objects of them.
 *
 * @example
 * test('an empty stack is fine', () => {
 *   const named = policy('named', { manifest: () => undefined });
 *   expectEqual(findingsOf(named, root({ stack: 'test' })), []);
 * });
 */
export function expectEqual<T>(found: T, wanted: NoInfer<T>): void {
  if (differs(found, wanted)) throw new NotEqual(found, wanted);
}
