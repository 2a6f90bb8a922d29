import type { Code } from '../diagnostics/catalogue.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Declared } from '../model.ts';
import type { RuleName } from './rule-names.ts';

/** One thing that must hold for a program. It looks at the whole and reports; it changes nothing. */
export type Rule = (declared: Declared, report: (diagnostic: Diagnostic) => void) => void;

/** A rule as authors and messages speak of it. */
export interface NamedRule {
  /** What authors write in `rules`. */
  readonly name: RuleName;
  /** All that it can report. */
  readonly codes: readonly Code[];
  /** Why it is an error whatever the author says: a sentence. Absent where the author can change how bad it is. */
  readonly fixed?: string | undefined;
  readonly run: Rule;
}
