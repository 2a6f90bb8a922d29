import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { Manifest } from '../model.ts';
import type { DiffSides } from './diff-sides.ts';
import { manifestJson } from './manifest-json.ts';
import { sideName } from './side-name.ts';

/** Lines that may differ before looking for the shortest way to say so takes too long. */
const mostEdits = 20_000;

/** The two manifests line by line, as a unified diff; undefined where they have too little in common for that. */
export function manifestDiff(from: Manifest, to: Manifest, sides: DiffSides): string | undefined {
  const [before, after] = [sideName(sides.from), sideName(sides.to)];
  return createTwoFilesPatch(before, after, manifestJson(from), manifestJson(to), undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
    maxEditLength: mostEdits,
  });
}
