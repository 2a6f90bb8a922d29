import { isRecord, whatItIs } from '../plain-data.ts';
import type { StackManifest } from './manifest.ts';
import type { StackPlan } from './plan.ts';
import type { FindingOptions, Policy, PolicyReport } from './policy.ts';

/** Something that a policy has reported. */
export interface PolicyFinding {
  readonly severity: 'error' | 'warning' | 'hint';
  readonly address: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly property?: string | undefined;
}

/** A policy that came to no result: it threw, or did what a policy cannot do. */
interface PolicyFault {
  readonly message: string;
  readonly stack: string;
  /** An address that is not there. */
  readonly address?: string | undefined;
}

/** What a policy has to say of a manifest or a plan. */
export interface PolicyResult {
  readonly findings: readonly PolicyFinding[];
  readonly fault?: PolicyFault | undefined;
}

/** What policies look at. */
export type PolicySubject = { readonly manifest: StackManifest } | { readonly plan: StackPlan };

/** Thrown at a policy that reports what cannot be reported. */
class WrongReport extends Error {
  readonly address: string | undefined;
  constructor(message: string, address?: string) {
    super(message);
    this.name = '';
    this.address = address;
  }
}

/** Runs a policy on what it looks at. What it throws is caught; nothing here knows about time. */
export function applyPolicy({ rules }: Policy, subject: PolicySubject): PolicyResult {
  const findings: PolicyFinding[] = [];
  let wrong: WrongReport | undefined;
  const known = addressesIn(subject);
  const reporting =
    (severity: PolicyFinding['severity']) =>
    (address: unknown, message: unknown, options: unknown = {}): void => {
      const fault = wrongReport(severity, address, message, options, known);
      // The policy may catch it.
      wrong ??= fault;
      if (fault !== undefined) throw fault;
      findings.push({
        severity,
        address: String(address),
        message: String(message),
        ...(options as FindingOptions),
      });
    };
  const report: PolicyReport = { error: reporting('error'), warning: reporting('warning'), hint: reporting('hint') };
  try {
    const returned: unknown =
      'plan' in subject ? rules.plan?.(subject.plan, report) : rules.manifest?.(subject.manifest, report);
    if (wrong === undefined && returned !== undefined)
      return { findings, fault: { message: lost(returned), stack: '' } };
  } catch (error) {
    if (wrong === undefined) return { findings, fault: thrown(error) };
  }
  return wrong === undefined ? { findings } : { findings, fault: { ...thrown(wrong), address: wrong.address } };
}

/** Everything that can be reported: what is declared, and what a plan changes. */
function addressesIn(subject: PolicySubject): ReadonlySet<string> {
  const { projects, connections } = 'plan' in subject ? subject.plan.manifest : subject.manifest;
  const changes = 'plan' in subject ? subject.plan.changes : [];
  return new Set([
    ...projects.map(({ id }) => id),
    ...[...connections, ...changes].flatMap(({ address, project }) => [address, project]),
  ]);
}

function wrongReport(
  severity: string,
  address: unknown,
  message: unknown,
  options: unknown,
  known: ReadonlySet<string>,
): WrongReport | undefined {
  const takes = `\`report.${severity}\` takes an address, a message and options`;
  if (typeof address !== 'string') return new WrongReport(`${takes}. Its address is ${whatItIs(address)}.`);
  if (typeof message !== 'string' || message.trim() === '') {
    return new WrongReport(`${takes}. Its message is ${message === '' ? 'empty' : whatItIs(message)}.`);
  }
  const isRight =
    isRecord(options) &&
    Object.entries(options).every(
      ([name, value]) => ['hint', 'property'].includes(name) && (value === undefined || typeof value === 'string'),
    );
  if (!isRight) return new WrongReport(`${takes}. The options are \`hint\` and \`property\`, and both are texts.`);
  return known.has(address) ? undefined : new WrongReport(`There is no \`${address}\` to report.`, address);
}

const lost = (returned: unknown): string =>
  returned instanceof Promise
    ? 'It returns a promise, and nothing waits for that.'
    : `It returns ${whatItIs(returned)}, which is lost.`;

function thrown(error: unknown): PolicyFault {
  if (!(error instanceof Error)) return { message: 'It threw a value that is no error.', stack: '' };
  const words = [error.name === 'Error' ? '' : error.name, error.message].filter((word) => word !== '').join(': ');
  return { message: words, stack: error.stack ?? '' };
}
