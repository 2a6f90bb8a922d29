import type { Planned } from '../plan/plan.ts';
import type { DiffSide, DiffSides } from './diff-sides.ts';
import { jsonText } from './json-text.ts';
import { planDocument } from './plan-json.ts';

/**
 * The same outline as a plan's, so that what reads plans reads this; it cannot be applied. The manifests' lines are there
 * where they are asked for, and null where there are too many.
 */
export function diffJson(
  planned: Planned,
  { from, to }: DiffSides,
  version: string,
  manifestDiff: string | null | undefined,
): string {
  return jsonText({
    ...planDocument(planned, version),
    from: side(from),
    to: side(to),
    ...(manifestDiff === undefined ? {} : { manifest_diff: manifestDiff }),
  });
}

const side = ({ name, commit, isAbsent }: DiffSide): object => ({
  revision: commit === undefined ? null : name,
  commit: commit ?? null,
  has_stack: !isAbsent,
});
