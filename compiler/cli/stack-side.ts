import { existsSync } from 'node:fs';
import { type Compiled, compile } from '../compile.ts';
import { visible } from '../diagnostics/visible.ts';
import { diagnosticsText } from '../render/diagnostics-text.ts';
import type { DiffSide } from '../render/diff-sides.ts';
import { quoting } from '../render/quoting.ts';
import { atSide } from '../render/side-name.ts';
import type { Revision } from '../revisions/find-commit.ts';
import type { StackRepository } from '../revisions/repository.ts';
import { styleOf } from './colors.ts';
import { compileRevision } from './compile-revision.ts';
import type { StackOptions } from './options.ts';
import { pointToExplanation } from './report.ts';
import type { Shell } from './shell.ts';

/** A stack at a revision or in the working tree, compiled. */
export interface StackSide extends DiffSide {
  /** Absent where the stack is. */
  readonly compiled?: Compiled | undefined;
  /** Files that could not be taken from the revision. */
  readonly missing: readonly string[];
}

/** The stack as it was at a revision. Whatever it takes to compile it is gone afterwards. */
export async function sideAtRevision(
  repository: StackRepository,
  { name, commit }: Revision,
  stackFile: string,
  options: StackOptions,
): Promise<StackSide> {
  const { compiled, missing } = await compileRevision(repository, { name, commit }, stackFile, {
    inputs: options.input,
  });
  return compiled === undefined
    ? { name, commit, isAbsent: true, missing }
    : { name, commit, isAbsent: false, missing, compiled };
}

/** The stack as it is, with whatever is not committed yet. */
export async function sideInWorkingTree(
  stackFile: string,
  root: string | undefined,
  options: StackOptions,
): Promise<StackSide> {
  const side = { name: 'the working tree', missing: [] };
  if (!existsSync(stackFile)) return { ...side, isAbsent: true };
  return {
    ...side,
    isAbsent: false,
    compiled: await compile({ stackFile, root, inputs: options.input }),
  };
}

/**
 * Says what is wrong with a stack that does not compile, and on which side; whether there is something. One that only
 * breaks its own promises can be compared.
 */
export function reportFaults(side: StackSide, { color }: StackOptions, shell: Shell): boolean {
  const { compiled, missing } = side;
  if (compiled === undefined || compiled.comparable !== undefined) return false;
  shell.err.write(`The stack does not compile ${atSide(side)}:\n\n`);
  shell.err.write(
    diagnosticsText(compiled.diagnostics, quoting(compiled), styleOf(shell, shell.err, color), shell.err.width),
  );
  pointToExplanation(compiled.diagnostics, shell.err);
  if (missing.length > 0) {
    const named = missing.slice(0, 5).map(visible).join(', ');
    shell.err.write(
      `Not taken from the revision (in a submodule or Git LFS, too large, or with a name that this machine cannot hold): ${named}.\n`,
    );
  }
  return true;
}
