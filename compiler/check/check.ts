import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Declared } from '../model.ts';
import { namedRules } from './named-rules.ts';

/**
 * All that is wrong with a program, as bad as the author says that it is. Nothing is changed, and no rule stops another.
 */
export function check(declared: Declared): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const settings = new Map(Object.entries(declared.rules ?? {}));
  for (const { name, fixed, run } of namedRules) {
    const setting = fixed === undefined ? settings.get(name) : undefined;
    if (setting === 'off') continue;
    run(declared, (diagnostic) =>
      found.push(setting === undefined ? diagnostic : { ...diagnostic, severity: setting }),
    );
  }
  return found;
}
