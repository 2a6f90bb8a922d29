import { findDrift } from '../../plan/drift.ts';
import { planChanges } from '../../plan/plan.ts';
import { driftJson } from '../../render/drift-json.ts';
import { driftText } from '../../render/drift-text.ts';
import { styleOf } from '../colors.ts';
import { manifestOf } from '../compile-stack.ts';
import { withLedgerFile } from '../ledger-file.ts';
import { readLive } from '../live-source.ts';
import type { FormatOption, LedgerOption, SourceOptions, StackOptions } from '../options.ts';
import { report } from '../report.ts';
import type { ExitCode, Shell } from '../shell.ts';

export interface DriftCommandOptions extends StackOptions, SourceOptions, LedgerOption, FormatOption {
  readonly detailedExitcode?: boolean | undefined;
}

/** `plugboard drift`: what somebody else changed since the last apply, and what apply would do about it. It only reads. */
export async function driftCommand(options: DriftCommandOptions, shell: Shell): Promise<ExitCode> {
  const manifest = await manifestOf(options, shell);
  if (manifest === undefined) return 1;
  const { live, diagnostics } = await withLedgerFile(await readLive(options, shell), options, manifest.stack, shell);
  report(diagnostics, options.color, shell);
  const drift = findDrift(manifest, live, planChanges(manifest, live, { allowReplace: true }));
  shell.out.write(
    options.format === 'json'
      ? driftJson(drift)
      : driftText(drift, manifest.kinds, styleOf(shell, shell.out, options.color)),
  );
  return options.detailedExitcode === true && drift.items.length > 0 ? 2 : 0;
}
