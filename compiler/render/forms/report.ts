import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Drift, Live, Manifest, Outcome } from '../../model.ts';
import type { Planned } from '../../plan/plan.ts';
import type { DiagnosticsContext } from '../diagnostics-text.ts';
import type { DiffSides } from '../diff-sides.ts';
import type { PlanOrigin } from '../plan-json.ts';
import type { Style } from '../style.ts';

/** The name of a form, as `--format` and `--out` take it. */
export type FormName =
  | 'text'
  | 'json'
  | 'markdown'
  | 'html'
  | 'github'
  | 'gitlab-terraform'
  | 'gitlab-codequality'
  | 'teamcity'
  | 'sarif'
  | 'junit';

/** Commands whose result can be written in every form. */
export type ReportedCommand = 'check' | 'plan' | 'drift' | 'apply' | 'diff';

/**
 * What is compared with what, and the two manifests line by line where that is asked for; null where they have too
 * little in common.
 */
export interface Compared {
  readonly sides: DiffSides;
  readonly unified?: string | null | undefined;
}

/** What a command found out, whatever form it is written in. A command that failed on its way has only a part of it. */
export interface Report {
  readonly command: ReportedCommand;
  /** Plugboard's own. */
  readonly version: string;
  /** Absent where the program could not be evaluated. */
  readonly stack?: string | undefined;
  /** Absent where the stack has errors. */
  readonly manifest?: Manifest | undefined;
  readonly live?: Live | undefined;
  readonly planned?: Planned | undefined;
  readonly origin?: PlanOrigin | undefined;
  /** Of a comparison of two revisions, beside its plan. */
  readonly compared?: Compared | undefined;
  readonly drift?: Drift | undefined;
  readonly outcome?: Outcome | undefined;
  /** All messages: about the program, the server, the plan and what became of it. */
  readonly diagnostics: readonly Diagnostic[];
  readonly context: DiagnosticsContext;
}

/** How forms are to be written. */
export interface FormSettings {
  readonly style: Style;
  /** Columns of a terminal; undefined where lines may be as long as they like. */
  readonly width?: number | undefined;
  /** The program, seen from the top of its repository, with slashes. */
  readonly stackFile: string;
  /** How long a text for a pull request may be. */
  readonly maxChars: number;
}

/** A form: the whole text for a report. Pure, so that all forms of one run say the same. */
export type Form = (report: Report, settings: FormSettings) => string;
