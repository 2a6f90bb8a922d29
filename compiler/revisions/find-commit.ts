import { fail } from '../diagnostics/failure.ts';
import { nearNames } from '../diagnostics/near-names.ts';
import { type GitRun, git, gitsWords } from './git.ts';
import type { RevisionRange } from './revision-range.ts';

/** A commit, and what the user calls it. */
export interface Revision {
  readonly name: string;
  readonly commit: string;
}

/** The commits of a range; `to` is undefined for the working tree. Fails where one does not exist (PB122, PB123). */
export async function findCommits(
  folder: string,
  { from, to, fromMergeBase }: RevisionRange,
): Promise<{ readonly from: Revision; readonly to: Revision | undefined }> {
  const start = await findCommit(folder, from);
  const end = to === undefined ? undefined : await findCommit(folder, to);
  if (!fromMergeBase || end === undefined) return { from: start, to: end };
  const base = await git(folder, ['merge-base', start.commit, end.commit]);
  const commit = idIn(base);
  if (commit === undefined) {
    throw await notThere(
      folder,
      `\`${from}\` and \`${to}\` have no commit in common.`,
      'Compare them directly, with a blank or two dots between them.',
    );
  }
  return { from: { name: `the merge base of ${from} and ${to}`, commit }, to: end };
}

async function findCommit(folder: string, name: string): Promise<Revision> {
  const found = await git(folder, ['rev-parse', '--verify', '--end-of-options', `${name}^{commit}`]);
  const commit = idIn(found);
  if (commit !== undefined) return { name, commit };
  const near = await similarNames(folder, name);
  throw await notThere(
    folder,
    `The repository has no revision \`${name}\`.`,
    near === undefined
      ? 'Name a commit, a branch or a tag; `git fetch` gets those of the remote repository.'
      : `Did you mean \`${near}\`?`,
    gitsWords(found.err),
  );
}

function idIn({ exitCode, out }: GitRun): string | undefined {
  const id = out.toString().trim();
  return exitCode === 0 && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(id) ? id : undefined;
}

async function notThere(
  folder: string,
  message: string,
  hint: string,
  notes: readonly string[] = [],
): Promise<ReturnType<typeof fail>> {
  const shallow = await git(folder, ['rev-parse', '--is-shallow-repository']);
  if (shallow.out.toString().trim() !== 'true') return fail('PB122', message, { notes, hint });
  return fail('PB123', message, {
    notes: [...notes, 'This clone is shallow: it has only the last commits of one branch.'],
    hint: 'Fetch the whole history: `fetch-depth: 0` for `actions/checkout`, `GIT_DEPTH: 0` in GitLab CI, `git fetch --unshallow` by hand.',
  });
}

/** Among more and longer names, to look for a similar one takes too long. */
const mostNames = 10_000;
const longestName = 200;

/** A branch of a remote by that name comes first: CI checks out a commit, and the branches stay with the remote. */
async function similarNames(folder: string, name: string): Promise<string | undefined> {
  const listed = await git(folder, ['for-each-ref', `--count=${mostNames}`, '--format=%(refname:short)'], {
    bytes: mostNames * 1000,
  });
  if (listed.exitCode !== 0 || name.length > longestName) return undefined;
  const names = listed.out
    .toString()
    .split('\n')
    .filter((one) => one !== '' && one.length <= longestName);
  return names.find((one) => one.endsWith(`/${name}`)) ?? nearNames(name, names)[0];
}
