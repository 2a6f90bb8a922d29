import { basename, resolve } from 'node:path';
import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { fail } from '../../diagnostics/failure.ts';
import type { Manifest } from '../../model.ts';
import { diffManifests } from '../../plan/diff/diff-manifests.ts';
import { emptyManifest } from '../../plan/diff/empty-manifest.ts';
import { fitWidth } from '../../render/fit-width.ts';
import { comparedText } from '../../render/forms/text.ts';
import { manifestDiff } from '../../render/manifest-diff.ts';
import { quoting } from '../../render/quoting.ts';
import { atSide } from '../../render/side-name.ts';
import { findCommits } from '../../revisions/find-commit.ts';
import { openRepository } from '../../revisions/repository.ts';
import { revisionRange } from '../../revisions/revision-range.ts';
import { brokenPromises } from '../broken-promises.ts';
import { styleOf } from '../colors.ts';
import { learnSecrets, rootOf, writeConsole } from '../compile-stack.ts';
import type { FormsOptions, StackOptions } from '../options.ts';
import { report } from '../report.ts';
import { type Note, reportForms } from '../report-forms.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { reportFaults, type StackSide, sideAtRevision, sideInWorkingTree } from '../stack-side.ts';

export interface DiffCommandOptions extends StackOptions, FormsOptions {
  readonly text?: boolean | undefined;
  readonly detailedExitcode?: boolean | undefined;
}

/** `plugboard diff REV [REV]`: what a Git change means for each project, without a server. */
export const diffCommand = (
  first: string,
  second: string | undefined,
  options: DiffCommandOptions,
  shell: Shell,
): Promise<ExitCode> =>
  reportForms('diff', options, shell, (inner, note) => compare(first, second, options, inner, note));

async function compare(
  first: string,
  second: string | undefined,
  options: DiffCommandOptions,
  shell: Shell,
  note: Note,
): Promise<ExitCode> {
  const stackFile = resolve(shell.workingDirectory, options.stack);
  const root = rootOf(options, shell);
  const repository = await openRepository(stackFile, root);
  const commits = await findCommits(repository.folder, revisionRange(first, second));
  const [from, to] = await Promise.all([
    sideAtRevision(repository, commits.from, stackFile, options),
    commits.to === undefined
      ? sideInWorkingTree(stackFile, root, options)
      : sideAtRevision(repository, commits.to, stackFile, options),
  ]);
  for (const { compiled } of [from, to]) if (compiled !== undefined) learnSecrets(compiled, shell);
  if (to.compiled !== undefined) writeConsole(to.compiled, shell);
  const faults = [from, to].filter((side) => reportFaults(side, options, shell));
  if (faults.length > 0) {
    for (const side of faults) note(faultsOf(side));
    return 1;
  }

  const [before, after] = manifests(from, to, stackFile);
  const broken = await brokenPromises(repository, { ...from, commit: commits.from.commit }, to, [before, after]);
  const { plan, diagnostics: about } = diffManifests(before, after, { kind: 'revision', ...commits.from });
  const planned = { plan, diagnostics: [...broken, ...about] };
  const context = to.compiled && quoting(to.compiled);
  const unified = options.text === true ? (manifestDiff(before, after, { from, to }) ?? null) : undefined;
  const compared = { sides: { from, to }, unified };
  note({
    stack: after.stack,
    manifest: after,
    planned,
    compared,
    diagnostics: planned.diagnostics,
    ...(context && { context }),
  });
  if (options.format === 'text') {
    const text = comparedText(planned, compared, styleOf(shell, shell.out, options.color));
    shell.out.write(unified === undefined ? fitWidth(text, shell.out.width) : text);
  }
  report(planned.diagnostics, options.color, shell, context);
  if (hasErrors(planned.diagnostics)) return 1;
  return options.detailedExitcode && planned.plan.changes.length > 0 ? 2 : 0;
}

/** What is wrong with one side. The lines of an old revision are not those of the files that are there. */
function faultsOf({ compiled, commit }: StackSide): Parameters<Note>[0] {
  if (compiled === undefined) return {};
  const { stack, diagnostics } = compiled;
  const shown = commit === undefined ? diagnostics : diagnostics.map((one) => ({ ...one, span: undefined }));
  return { stack, diagnostics: shown, context: quoting(compiled) };
}

/** What both sides declare; fails (PB101) where the stack is on neither. */
function manifests(from: StackSide, to: StackSide, stackFile: string): readonly [before: Manifest, after: Manifest] {
  const [before, after] = [from.compiled?.comparable, to.compiled?.comparable];
  const either = before ?? after;
  if (either !== undefined) return [before ?? emptyManifest(either), after ?? emptyManifest(either)];
  throw fail('PB101', `There is no \`${basename(stackFile)}\` ${atSide(from)}, and none ${atSide(to)}.`, {
    hint: 'Name the program with `--stack FILE`.',
  });
}
