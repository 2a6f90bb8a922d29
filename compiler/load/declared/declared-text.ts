import type { Code } from '../../diagnostics/catalogue.ts';
import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Declared } from '../../model.ts';
import { NotDeclared, openFindings, type Report } from './findings.ts';
import { isCall } from './is-call.ts';
import { readRoot } from './read-projects.ts';
import { readPolicies, readRules } from './read-settings.ts';
import { mostValues, readValue, TooMany } from './read-value.ts';
import { isRecord, list, whatItIs } from './what-it-is.ts';

/** What a program declares, or why it declares nothing. */
export type Reading = { readonly declared: Declared } | { readonly diagnostics: readonly Diagnostic[] };

/**
 * Reads what a program handed over, as the engine wrote it down. It is the program's word: what is in it, how much and
 * how deep, is found out here, and what is wrong is said. In the sandbox all of that would take many times as long.
 */
export function readDeclared(text: string): Reading {
  const { report, all } = openFindings();
  try {
    const declared = declaredIn(readValue(text), report);
    const diagnostics = all();
    return diagnostics.length === 0 && declared !== undefined ? { declared } : { diagnostics };
  } catch (error) {
    if (error instanceof NotDeclared) return { diagnostics: [...all(), error.found] };
    if (error instanceof TooMany) return { diagnostics: [tooMuch()] };
    if (error instanceof SyntaxError) return { diagnostics: [foreign()] };
    throw error;
  }
}

/** Absent where the program said itself, in `faults`, why there is none. */
function declaredIn(handed: unknown, report: Report): Declared | undefined {
  if (!isRecord(handed)) throw new NotDeclared(foreign());
  for (const fault of list(handed.faults)) reportFault(fault, report);
  const { declared } = handed;
  if (declared === undefined && list(handed.faults).length > 0) return undefined;
  if (!isRecord(declared) || !isCall(declared.call) || !isRecord(declared.root)) throw new NotDeclared(foreign());
  const { call, root } = declared;
  const { stack, edition = 'on-premises', rules, policies } = root;
  if (stack === undefined) {
    report('PB202', 'The root lacks `stack`, the name of the stack.', call);
  } else if (typeof stack !== 'string') {
    report('PB203', `\`stack\` is ${whatItIs(stack)}, not a text.`, call, { path: ['stack'] });
  }
  if (edition !== 'on-premises' && edition !== 'cloud') {
    report('PB203', '`edition` is neither `on-premises` nor `cloud`.', call, { path: ['edition'] });
  }
  let left = mostValues;
  const take = (count: number, at: number): void => {
    left -= count;
    if (left < 0) throw new NotDeclared(tooMuch(at));
  };
  let projects = 0;
  const takeProject = (at: number): void => {
    projects += 1;
    if (projects > mostProjects) throw new NotDeclared(tooManyProjects(at));
  };
  return {
    stack: typeof stack === 'string' ? stack : '',
    edition: edition === 'cloud' ? edition : 'on-premises',
    rules: rules === undefined ? undefined : readRules(rules, call, report),
    root: readRoot(call, root, { report, take, takeProject }),
    policies: policies === undefined ? undefined : readPolicies(policies, call, report),
  };
}

const faultCodes: ReadonlySet<unknown> = new Set<Code>(['PB105', 'PB110']);
const isFaultCode = (value: unknown): value is Code => faultCodes.has(value);
const longestWords = 500;

function reportFault(fault: unknown, report: Report): void {
  if (!isRecord(fault) || !isFaultCode(fault.code) || typeof fault.message !== 'string')
    throw new NotDeclared(foreign());
  const { code, message, call, hint } = fault;
  report(code, message.slice(0, longestWords), isCall(call) ? call : undefined, {
    hint: () => (typeof hint === 'string' ? hint.slice(0, longestWords) : undefined),
  });
}

const foreign = (): Diagnostic =>
  diagnostic('PB105', 'What the program exports was not made by `root`, `project` and the functions of the kinds.', {
    hint: 'Let the functions that `plugboard` exports make it, and leave what they return as it is.',
  });

/** Servers have some thousand; a message for each is more than anybody waits for. */
const mostProjects = 50_000;

const tooManyProjects = (call: number): Diagnostic =>
  diagnostic('PB107', `The program declares more than ${mostProjects / 1000},000 projects.`, {
    place: { call },
    label: 'this one is too many',
    hint: 'Look for a loop that declares more than it should, or for a list of projects that stands at many places.',
  });

/** Said of the declaration that was one too many, where there is one. */
const tooMuch = (call?: number): Diagnostic =>
  diagnostic('PB107', `What the program declares has more than ${mostValues / 1_000_000} million values.`, {
    ...(call === undefined ? {} : { place: { call } }),
    notes: ['Ten thousand projects with ten connections each are less than half of what is read.'],
    hint: 'Look for a list of enormous size, or for one that stands at many places.',
  });
