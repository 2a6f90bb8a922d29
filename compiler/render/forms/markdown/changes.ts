import type { Change, Plan } from '../../../model.ts';
import { summarize } from '../../../plan/summary.ts';
import { counted } from '../../counted.ts';
import { changeTexts } from '../../plan-text.ts';
import { styleFor } from '../../style.ts';
import { byProject } from '../by-project.ts';
import { codeText, fenced, folded } from './literal.ts';
import type { Section } from './sections.ts';

/** One row for each project that is changed, worst first. */
export function projectTable({ changes }: Plan): Section {
  const rows = [...byProject(changes)]
    .map(([project, its]) => ({ project, ...summarize({ changes: its }), other: others(its) }))
    .sort((a, b) => b.destroy - a.destroy);
  return {
    noun: 'row of the table',
    pieces: rows.map((row) => {
      const cells = [row.import, row.add, row.change, row.destroy, row.forget + row.other];
      return `| ${codeText(row.project)} | ${cells.map((cell) => (cell === 0 ? '' : String(cell))).join(' | ')} |\n`;
    }),
    frame: (some) =>
      `| Project | import | add | change | destroy | other |\n| --- | ---: | ---: | ---: | ---: | ---: |\n${some.join('')}\n`,
  };
}

/** Changes that only the ledger feels. */
const others = (changes: readonly Change[]): number =>
  changes.filter(({ action }) => action === 'move' || action === 'record').length;

/** The changes of each project, folded; projects with the worst changes first. */
export function changeSections(plan: Plan): readonly Section[] {
  const textOf = changeTexts(plan, styleFor(false));
  return [...byProject(plan.changes)]
    .map(([project, changes]) => ({ project, changes, destroyed: summarize({ changes }).destroy }))
    .sort((a, b) => b.destroyed - a.destroyed)
    .map(({ project, changes }) => ({
      noun: 'change',
      pieces: changes.map((change) => textOf(change).map(diffLine).join('\n')),
      frame: (some) => folded(`${codeText(project)}: ${counted(changes.length, 'change')}`, fenced(some, 'diff')),
    }));
}

/** A block in `diff` colours a line by its first character: the sign goes there. `!` is the one for what is changed. */
function diffLine(line: string): string {
  const [, indent = '', sign = '', rest = ''] = /^(\s*)(-\/\+|<=|[-+~.])( .*)$/.exec(line) ?? [];
  return sign === '' ? line : `${sign === '~' ? '!' : sign}${indent}${rest}`;
}
