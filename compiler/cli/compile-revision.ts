import { realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Compiled, compile } from '../compile.ts';
import { fail } from '../diagnostics/failure.ts';
import { findCommits, type Revision } from '../revisions/find-commit.ts';
import { openRepository, type StackRepository } from '../revisions/repository.ts';
import { stackAtRevision } from '../revisions/stack-at-revision.ts';

/** A stack at a revision, compiled; absent where the stack is. */
export interface CompiledRevision {
  readonly compiled: Compiled | undefined;
  /** Files that could not be taken from the revision. */
  readonly missing: readonly string[];
}

interface RevisionOptions {
  readonly inputs: Readonly<Record<string, string>>;
  /** A folder whose installed packages the program uses, instead of those that are installed for the working tree. */
  readonly packages?: string | undefined;
  readonly meanwhile?: (() => void) | undefined;
}

/** The stack as it was at a revision. Whatever it takes to compile it is gone afterwards. */
export async function compileRevision(
  repository: StackRepository,
  { commit }: Revision,
  stackFile: string,
  { inputs, packages, meanwhile }: RevisionOptions,
): Promise<CompiledRevision> {
  const program = basename(stackFile);
  const packagesOf = packages === undefined ? undefined : realFolder(packages);
  const { folder, root, absent, remove } = await stackAtRevision(repository, commit, program, packagesOf);
  try {
    if (folder === undefined) return { compiled: undefined, missing: [] };
    const from = packagesOf ?? repository.stackFolder;
    const compiled = await compile({ stackFile: join(folder, program), inputs, packagesOf: from, root, meanwhile });
    return { compiled, missing: absent };
  } finally {
    remove();
  }
}

/** The stack at a revision that the user names; fails where there is no such revision, or no program at it (PB101). */
export async function compileNamedRevision(
  name: string,
  stackFile: string,
  root: string | undefined,
  options: RevisionOptions,
): Promise<Compiled> {
  const repository = await openRepository(stackFile, root);
  const { from } = await findCommits(repository.folder, { from: name, fromMergeBase: false });
  const { compiled } = await compileRevision(repository, from, stackFile, options);
  if (compiled !== undefined) return compiled;
  throw fail('PB101', `There is no \`${basename(stackFile)}\` at \`${name}\`.`, {
    hint: 'Name the program with `--stack FILE`.',
  });
}

function realFolder(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    throw fail('PB101', `There is no folder \`${path}\` to take packages from.`, {
      hint: 'Name the folder that has `node_modules` in it with `--packages DIR`.',
    });
  }
}
