import type { Rule } from '../../compiler/check/rule.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import type { Declared } from '../../compiler/model.ts';

/** What one rule reports of a program, without title and severity, which the code brings. */
export function runRule(rule: Rule, declared: Declared): readonly Omit<Diagnostic, 'title' | 'severity'>[] {
  const found: Omit<Diagnostic, 'title' | 'severity'>[] = [];
  rule(declared, ({ title: _title, severity: _severity, ...rest }) => found.push(rest));
  return found;
}
