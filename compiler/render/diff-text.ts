import { hasErrors } from '../diagnostics/diagnostic.ts';
import { quoted, visible } from '../diagnostics/visible.ts';
import type { Planned } from '../plan/plan.ts';
import type { DiffSides } from './diff-sides.ts';
import { changesLines, verdictText } from './plan-text.ts';
import { atSide, sideName } from './side-name.ts';
import type { Style } from './style.ts';

/** What a change of a stack means, for people. */
export function diffText({ plan, diagnostics }: Planned, { from, to }: DiffSides, style: Style): string {
  const [before, after] = [sideName(from), sideName(to)];
  const absent = [from, to].filter(({ isAbsent }) => isAbsent).map((side) => `There is no such stack ${atSide(side)}.`);
  const head = [`Stack ${quoted(plan.stack)}: ${before} -> ${after}.`, ...absent];
  // Where errors are all that there is to say, "no changes" would be wrong.
  if (plan.changes.length === 0 && hasErrors(diagnostics)) return `${head.join('\n')}\n`;
  if (plan.changes.length === 0) {
    const lead = style.bold(style.green('No changes.'));
    return [...head, '', `${lead} Both revisions declare the same connections.`, ''].join('\n');
  }
  const introduction = `On a server that is as ${before} declares, the change means:`;
  return [verdictText(plan, style), ...head, '', ...changesLines(plan, introduction, style), ''].join('\n');
}

/** A unified diff, coloured as Git does it. */
export function unifiedText(diff: string, style: Style): string {
  const painted = diff.split('\n').map((line) => {
    const text = visible(line);
    if (/^(?:---|\+\+\+) /.test(line)) return style.bold(text);
    if (line.startsWith('@@')) return style.cyan(text);
    if (line.startsWith('+')) return style.green(text);
    return line.startsWith('-') ? style.red(text) : text;
  });
  return painted.join('\n');
}
