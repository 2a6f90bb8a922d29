import { basename, resolve } from 'node:path';
import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { fail } from '../../diagnostics/failure.ts';
import { findCommits } from '../../load/revisions/find-commit.ts';
import { openRepository } from '../../load/revisions/repository.ts';
import { revisionRange } from '../../load/revisions/revision-range.ts';
import type { Manifest } from '../../model.ts';
import { diffManifests } from '../../plan/diff/diff-manifests.ts';
import { emptyManifest } from '../../plan/diff/empty-manifest.ts';
import { diffJson } from '../../render/diff-json.ts';
import { diffText, unifiedText } from '../../render/diff-text.ts';
import { manifestDiff } from '../../render/manifest-diff.ts';
import { atSide } from '../../render/side-name.ts';
import { styleOf } from '../colors.ts';
import { learnSecrets, writeConsole } from '../compile-stack.ts';
import type { FormatOption, StackOptions } from '../options.ts';
import { report } from '../report.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { reportFaults, type StackSide, sideAtRevision, sideInWorkingTree } from '../stack-side.ts';
import { version } from '../version.ts';

export interface DiffCommandOptions extends StackOptions, FormatOption {
  readonly text?: boolean | undefined;
  readonly detailedExitcode?: boolean | undefined;
}

/** `plugboard diff REV [REV]`: what a Git change means for each project, without a server. */
export async function diffCommand(
  first: string,
  second: string | undefined,
  options: DiffCommandOptions,
  shell: Shell,
): Promise<ExitCode> {
  const stackFile = resolve(shell.workingDirectory, options.stack);
  const repository = await openRepository(stackFile);
  const commits = await findCommits(repository.folder, revisionRange(first, second));
  const [from, to] = await Promise.all([
    sideAtRevision(repository, commits.from, stackFile, options),
    commits.to === undefined
      ? sideInWorkingTree(stackFile, options)
      : sideAtRevision(repository, commits.to, stackFile, options),
  ]);
  for (const { compiled } of [from, to]) if (compiled !== undefined) learnSecrets(compiled, shell);
  if (to.compiled !== undefined) writeConsole(to.compiled, shell);
  const faults = [from, to].filter((side) => reportFaults(side, options, shell));
  if (faults.length > 0) return 1;

  const [before, after] = manifests(from, to, stackFile);
  const planned = diffManifests(before, after, { kind: 'revision', ...commits.from });
  const lines = options.text === true ? (manifestDiff(before, after, { from, to }) ?? null) : undefined;
  const style = styleOf(shell, shell.out, options.color);
  if (options.format === 'json') {
    shell.out.write(diffJson(planned, { from, to }, version(), lines));
  } else {
    shell.out.write(diffText(planned, { from, to }, style));
    if (lines !== undefined) shell.out.write(`\n${lines === null ? tooManyLines : unifiedText(lines, style)}`);
  }
  report(planned.diagnostics, options.color, shell);
  if (hasErrors(planned.diagnostics)) return 1;
  return options.detailedExitcode && planned.plan.changes.length > 0 ? 2 : 0;
}

/** What both sides declare; fails (PB101) where the stack is on neither. */
function manifests(from: StackSide, to: StackSide, stackFile: string): readonly [before: Manifest, after: Manifest] {
  const [before, after] = [from.compiled?.manifest, to.compiled?.manifest];
  const either = before ?? after;
  if (either !== undefined) return [before ?? emptyManifest(either), after ?? emptyManifest(either)];
  throw fail('PB101', `There is no \`${basename(stackFile)}\` ${atSide(from)}, and none ${atSide(to)}.`, {
    hint: 'Name the program with `--stack FILE`.',
  });
}

const tooManyLines =
  'The manifests differ in too many lines to be shown. `plugboard manifest -o FILE` writes the one of the working tree.\n';
