/** What is compared with what, in Git's words. */
export interface RevisionRange {
  readonly from: string;
  /** Undefined: the working tree as it is. */
  readonly to?: string | undefined;
  /** Start from where the two branched off from each other. */
  readonly fromMergeBase: boolean;
}

/** Reads `A`, `A B`, `A..B` and `A...B` as `git diff` does: after the dots, a revision that is left out is `HEAD`. */
export function revisionRange(first: string, second: string | undefined): RevisionRange {
  const found = second === undefined ? /^(.*?)(\.{2,3})(?!\.)(.*)$/.exec(first) : null;
  if (found === null) return { from: first, to: second, fromMergeBase: false };
  const [, from = '', dots, to = ''] = found;
  const orHead = (name: string): string => (name === '' ? 'HEAD' : name);
  return { from: orHead(from), to: orHead(to), fromMergeBase: dots === '...' };
}
