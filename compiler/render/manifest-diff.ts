import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import type { Manifest } from '../model.ts';
import type { DiffSides } from './diff-sides.ts';
import { manifestJson } from './manifest-json.ts';
import { sideName } from './side-name.ts';

/** Lines around a difference. */
const context = 3;
/** Looking for the shortest way to say a difference takes the square of its lines, unless one side has few of them. */
const mostEdits = 3000;
const fewLines = 1000;

/** The two manifests line by line, as a unified diff; undefined where they differ in too many lines. */
export function manifestDiff(from: Manifest, to: Manifest, sides: DiffSides): string | undefined {
  const [before, after] = [manifestJson(from), manifestJson(to)].map((text) => text.split('\n'));
  return linesDiff(before ?? [], after ?? [], sideName(sides.from), sideName(sides.to));
}

/** The unified diff of two lists of lines. What both begin and end with is left out before anything is compared. */
export function linesDiff(
  before: readonly string[],
  after: readonly string[],
  beforeName: string,
  afterName: string,
): string | undefined {
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before[same] === after[same]) same += 1;
  let sameEnd = 0;
  while (sameEnd < shorter - same && before.at(-1 - sameEnd) === after.at(-1 - sameEnd)) sameEnd += 1;
  const skipped = Math.max(0, same - context);
  const left = Math.max(0, sameEnd - context);
  const middle = (lines: readonly string[]): string => lines.slice(skipped, lines.length - left).join('\n');
  const isShort = shorter - same - sameEnd < fewLines;
  const patch = structuredPatch(beforeName, afterName, middle(before), middle(after), undefined, undefined, {
    context,
    ...(isShort ? {} : { maxEditLength: mostEdits }),
  });
  if (patch === undefined) return undefined;
  const hunks = patch.hunks.map((hunk) => ({
    ...hunk,
    oldStart: hunk.oldStart + skipped,
    newStart: hunk.newStart + skipped,
    // The text is cut in the middle of a line's end, which is no difference.
    lines: hunk.lines.filter((line) => !line.startsWith('\\')),
  }));
  return formatPatch({ ...patch, hunks }, FILE_HEADERS_ONLY);
}
