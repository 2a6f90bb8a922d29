import type { Report } from './collected-fault.ts';
import { isRecord, list, whatItIs } from './plain-data.ts';

/** Policies by name, and what each looks at: they are run later, and only where there is one. */
export function collectPolicies(policies: unknown, call: unknown, report: Report): readonly unknown[] {
  const names = new Set<string>();
  const wrong = (message: string, ...path: readonly string[]): void =>
    report({ code: 'PB203', message, call, path: ['policies', ...path] });
  if (!Array.isArray(policies)) wrong(`\`policies\` is ${whatItIs(policies)}, not a list.`);
  return list(policies).map((one, index) => {
    const title = `Number ${index + 1} of the policies`;
    if (!isPolicy(one)) return wrong(`${title} is ${whatItIs(one)}, not what \`policy(...)\` returns.`, String(index));
    const { name, rules } = one;
    const looks = (at: string): boolean => typeof rules[at] === 'function';
    if (!/^[a-z][a-z0-9-]*$/.test(name)) {
      wrong(`${title} has a name that is not made of small letters, digits and \`-\`.`, String(index));
    }
    if (names.has(name)) wrong(`Two policies are called \`${name}\`.`, String(index));
    names.add(name);
    if (
      Object.keys(rules).some((at) => !['manifest', 'plan'].includes(at) || !looks(at)) ||
      Object.keys(rules).length === 0
    ) {
      wrong(
        `Policy \`${name}\` must have a function \`manifest\` or \`plan\`, or both, and nothing else.`,
        String(index),
      );
    }
    return { call: one.call, name, manifest: looks('manifest'), plan: looks('plan') };
  });
}

const ruleSettings: readonly unknown[] = ['off', 'hint', 'warning', 'error'];

/** Which rules there are, the compiler knows. */
export function collectRules(rules: unknown, call: unknown, report: Report): void {
  if (!isRecord(rules)) {
    const message = `\`rules\` is ${whatItIs(rules)}, not an object of settings by rule.`;
    report({ code: 'PB203', message, call, path: ['rules'] });
    return;
  }
  for (const [name, setting] of Object.entries(rules)) {
    if (setting === undefined || ruleSettings.includes(setting)) continue;
    const message = `Rule \`${name}\` can be \`off\`, a \`hint\`, a \`warning\` or an \`error\`, and nothing else.`;
    report({ code: 'PB203', message, call, path: ['rules', name] });
  }
}

const isPolicy = (
  value: unknown,
): value is { readonly call: unknown; readonly name: string; readonly rules: Readonly<Record<string, unknown>> } =>
  isRecord(value) && 'call' in value && typeof value.name === 'string' && isRecord(value.rules);
