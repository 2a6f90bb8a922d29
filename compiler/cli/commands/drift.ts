import { findDrift } from '../../plan/drift.ts';
import { planChanges } from '../../plan/plan.ts';
import { driftText } from '../../render/drift-text.ts';
import { fitWidth } from '../../render/fit-width.ts';
import { styleOf } from '../colors.ts';
import { manifestOf } from '../compile-stack.ts';
import { withLedgerFile } from '../ledger-file.ts';
import { readLive } from '../live-source.ts';
import type { FormsOptions, LedgerOption, SourceOptions, StackOptions } from '../options.ts';
import { report } from '../report.ts';
import { reportForms } from '../report-forms.ts';
import type { ExitCode, Shell } from '../shell.ts';

export interface DriftCommandOptions extends StackOptions, SourceOptions, LedgerOption, FormsOptions {
  readonly detailedExitcode?: boolean | undefined;
}

/** `plugboard drift`: what somebody else changed since the last apply, and what apply would do about it. It only reads. */
export function driftCommand(options: DriftCommandOptions, outer: Shell): Promise<ExitCode> {
  return reportForms('drift', options, outer, async (shell, note) => {
    const manifest = await manifestOf(options, shell, undefined, note);
    if (manifest === undefined) return 1;
    const read = await readLive(options, shell);
    const { live, diagnostics } = await withLedgerFile(read, options, manifest.stack, shell);
    report(diagnostics, options.color, shell);
    const drift = findDrift(manifest, live, planChanges(manifest, live, { allowReplace: true }));
    note({ live, drift, diagnostics });
    if (options.format === 'text') {
      const text = driftText(drift, manifest.kinds, styleOf(shell, shell.out, options.color));
      shell.out.write(fitWidth(text, shell.out.width));
    }
    return options.detailedExitcode === true && drift.items.length > 0 ? 2 : 0;
  });
}
