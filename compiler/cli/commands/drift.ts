import { findDrift } from '../../plan/drift.ts';
import { planChanges } from '../../plan/plan.ts';
import { driftJson } from '../../render/drift-json.ts';
import { driftText } from '../../render/drift-text.ts';
import { styleOf } from '../colors.ts';
import { manifestOf } from '../compile-stack.ts';
import { readLive } from '../live-source.ts';
import type { FormatOption, SourceOptions, StackOptions } from '../options.ts';
import type { ExitCode, Shell } from '../shell.ts';

export interface DriftCommandOptions extends StackOptions, SourceOptions, FormatOption {
  readonly detailedExitcode?: boolean | undefined;
}

/** `plugboard drift`: what somebody else changed since the last apply, and what apply would do about it. It only reads. */
export async function driftCommand(options: DriftCommandOptions, shell: Shell): Promise<ExitCode> {
  const manifest = await manifestOf(options, shell);
  if (manifest === undefined) return 1;
  const live = await readLive(options, shell);
  const drift = findDrift(manifest, live, planChanges(manifest, live, { allowReplace: true }));
  shell.out.write(
    options.format === 'json'
      ? driftJson(drift)
      : driftText(drift, manifest.kinds, styleOf(shell, shell.out, options.color)),
  );
  return options.detailedExitcode === true && drift.items.length > 0 ? 2 : 0;
}
