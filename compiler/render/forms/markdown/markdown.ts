import { kindsFor } from '../../../kinds/registry.ts';
import { summarize } from '../../../plan/summary.ts';
import { counted } from '../../counted.ts';
import { diagnosticText } from '../../diagnostics-text.ts';
import { driftItemLines } from '../../drift-text.ts';
import { resultLine } from '../../outcome-text.ts';
import { summaryLine } from '../../plan-text.ts';
import { styleFor } from '../../style.ts';
import { headline } from '../headline.ts';
import { worstFirst } from '../message-text.ts';
import type { FormSettings, Report } from '../report.ts';
import { changeSections, projectTable } from './changes.ts';
import { dangersMarkdown } from './dangers.ts';
import { codeText, fenced, folded } from './literal.ts';
import { fitSection, type Section } from './sections.ts';

const plain = styleFor(false);
/** Room for the line that says what was left out. */
const closing = 400;

/**
 * A report for a pull request: verdict and dangers first, then a table, and details folded. It never gets longer than it
 * may be: details are left out then, from the end on, and it says how many.
 */
export function markdownForm(report: Report, { maxChars }: FormSettings): string {
  const { planned, drift } = report;
  const { text, verdict } = headline(report);
  const isShown = planned !== undefined && planned.plan.changes.length > 0;
  let written = [
    marker(report.stack),
    `### Plugboard ${report.command}${report.stack === undefined ? '' : ` of ${codeText(report.stack)}`}\n`,
    `**${text}**\n`,
    ...(isShown ? [`${summaryLine(summarize(planned.plan), plain)}\n`] : []),
    '',
  ].join('\n');
  written += dangersMarkdown(verdict?.dangers ?? [], Math.floor((maxChars - written.length - closing) / 2));
  const left = new Map<string, number>();
  const sections = [
    messages(report),
    ...(isShown ? [projectTable(planned.plan), ...changeSections(planned.plan)] : []),
    ...(drift === undefined ? [] : [drifted(report)]),
    results(report),
  ];
  for (const section of sections) {
    const room = maxChars - written.length - closing;
    // Neither the messages nor the table may take the place of everything behind them.
    const { text: fitting, leftOut } = fitSection(section, section.noun === 'change' ? room : Math.floor(room * 0.6));
    written += fitting === '' ? '' : `${fitting}\n`;
    if (leftOut > 0) left.set(section.noun, (left.get(section.noun) ?? 0) + leftOut);
  }
  return `${written.trimEnd()}\n${leftOutLine(left, maxChars)}`;
}

/** Nobody sees it, and a bot finds its comment by it. */
const marker = (stack = ''): string => `<!-- plugboard:${encodeURIComponent(stack).replaceAll('--', '-%2D')} -->`;

function leftOutLine(left: ReadonlyMap<string, number>, maxChars: number): string {
  if (left.size === 0) return '';
  const parts = [...left].map(([noun, count]) => counted(count, noun, plurals[noun]));
  return `\n_Left out to stay below ${maxChars} characters: ${parts.join(', ')}. The log of the run has everything._\n`;
}

const plurals: Readonly<Record<string, string>> = { 'row of the table': 'rows of the table' };

function messages({ diagnostics, context }: Report): Section {
  const isError = diagnostics.some(({ severity }) => severity === 'error');
  const title = `${counted(diagnostics.length, 'message')}`;
  return {
    noun: 'message',
    pieces: worstFirst(diagnostics).map((one) => diagnosticText(one, context, plain)),
    frame: (some) => {
      const block = fenced([some.join('\n\n')], 'text');
      return isError ? block : folded(title, block);
    },
  };
}

function drifted({ drift, manifest }: Report): Section {
  const kinds = kindsFor(manifest?.kinds);
  return {
    noun: 'drifted connection',
    pieces: (drift?.items ?? []).map((item) => driftItemLines(item, kinds, plain).join('\n')),
    frame: (some) => fenced(some, 'text'),
  };
}

function results({ outcome }: Report): Section {
  return {
    noun: 'result',
    pieces: (outcome?.results ?? []).map((result) => resultLine(result, plain)),
    frame: (some) => folded(counted(outcome?.results.length ?? 0, 'result'), fenced(some, 'text')),
  };
}
