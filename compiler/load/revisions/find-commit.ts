import { fail } from '../../diagnostics/failure.ts';
import { nearNames } from '../../diagnostics/near-names.ts';
import { git, gitFailed, gitsWords } from './git.ts';
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
  const commit = base.out.toString().trim();
  if (base.exitCode !== 0 || commit === '') {
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
  const commit = found.out.toString().trim();
  if (found.exitCode === 0 && commit !== '') return { name, commit };
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

/** A branch of a remote by that name comes first: CI checks out a commit, and the branches stay with the remote. */
async function similarNames(folder: string, name: string): Promise<string | undefined> {
  const listed = await git(folder, ['for-each-ref', '--format=%(refname:short)']);
  if (listed.exitCode !== 0) throw gitFailed(listed);
  const names = listed.out
    .toString()
    .split('\n')
    .filter((one) => one !== '');
  return names.find((one) => one.endsWith(`/${name}`)) ?? nearNames(name, names)[0];
}
