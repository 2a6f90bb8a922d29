import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Declared } from '../model.ts';

/** One thing that must hold for a program. It looks at the whole and reports; it changes nothing. */
export type Rule = (declared: Declared, report: (diagnostic: Diagnostic) => void) => void;
