import type { DeclaredPolicy, RuleSetting } from '../../model.ts';
import type { Report } from './findings.ts';
import { isCall } from './is-call.ts';
import { isRecord, isUnsupported, list, short, whatItIs } from './what-it-is.ts';

/** Policies by name, and what each looks at: they are run later, and only where there is one. */
export function readPolicies(policies: unknown, call: number, report: Report): readonly DeclaredPolicy[] {
  const names = new Set<string>();
  const wrong = (message: string, ...path: readonly string[]): void =>
    report('PB203', message, call, { path: ['policies', ...path] });
  if (!Array.isArray(policies)) wrong(`\`policies\` is ${whatItIs(policies)}, not a list.`);
  return list(policies).flatMap((one, index) => {
    const title = `Number ${index + 1} of the policies`;
    if (!isRecord(one) || !isCall(one.call) || typeof one.name !== 'string' || !isRecord(one.rules)) {
      wrong(`${title} is ${whatItIs(one)}, not what \`policy(...)\` returns.`, String(index));
      return [];
    }
    const { name, rules } = one;
    // The functions themselves stay where the program is.
    const looks = (at: string): boolean => isUnsupported(rules[at], 'function');
    if (!/^[a-z][a-z0-9-]*$/.test(name)) {
      wrong(`${title} has a name that is not made of small letters, digits and \`-\`.`, String(index));
    }
    if (names.has(name)) wrong(`Two policies are called \`${short(name)}\`.`, String(index));
    names.add(name);
    const given = Object.keys(rules);
    if (given.length === 0 || given.some((at) => !['manifest', 'plan'].includes(at) || !looks(at))) {
      const wanted = 'must have a function `manifest` or `plan`, or both, and nothing else';
      wrong(`Policy \`${short(name)}\` ${wanted}.`, String(index));
    }
    return [{ call: one.call, name, manifest: looks('manifest'), plan: looks('plan') }];
  });
}

/** Which rules there are, another pass knows. */
export function readRules(rules: unknown, call: number, report: Report): Readonly<Record<string, RuleSetting>> {
  const read: Record<string, RuleSetting> = {};
  if (!isRecord(rules)) {
    report('PB203', `\`rules\` is ${whatItIs(rules)}, not an object of settings by rule.`, call, { path: ['rules'] });
    return read;
  }
  for (const [name, setting] of Object.entries(rules)) {
    if (isSetting(setting)) {
      read[name] = setting;
      continue;
    }
    const message = `Rule \`${short(name)}\` can be \`off\`, a \`hint\`, a \`warning\` or an \`error\`, and nothing else.`;
    report('PB203', message, call, { path: ['rules', name] });
  }
  return read;
}

const settings: ReadonlySet<unknown> = new Set<RuleSetting>(['off', 'hint', 'warning', 'error']);
const isSetting = (value: unknown): value is RuleSetting => settings.has(value);
