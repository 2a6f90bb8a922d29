import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.ts';
import { quoted, visible } from '../diagnostics/visible.ts';
import { kindsFor } from '../kinds/registry.ts';
import type { Change, Plan } from '../model.ts';
import type { Planned } from '../plan/plan.ts';
import { sourceName } from '../plan/source-name.ts';
import { type PlanSummary, summarize } from '../plan/summary.ts';
import { judge } from '../plan/verdict.ts';
import { changeLines, paint } from './change-lines.ts';
import { type ChangeSymbol, symbols } from './change-words.ts';
import { counted } from './counted.ts';
import { effectsContext } from './effects-text.ts';
import type { Style } from './style.ts';
import { verdictLine } from './verdict-text.ts';

const legend: Readonly<Record<ChangeSymbol, string>> = {
  '+': 'create',
  '~': 'update in-place',
  '-': 'destroy',
  '-/+': 'destroy and then create replacement',
  '<=': 'import (take over what is there)',
  '.': 'forget',
};

/** The same, but nothing where errors are all that there is to say: "no changes" would be wrong then. */
export const plannedText = ({ plan, diagnostics }: Planned, style: Style): string =>
  plan.changes.length === 0 && hasErrors(diagnostics) ? '' : planText(plan, style, diagnostics);

/** A plan for people, in the words and symbols that Terraform made familiar. */
export function planText(plan: Plan, style: Style, diagnostics: readonly Diagnostic[] = []): string {
  const { changes } = plan;
  if (changes.length === 0) {
    const lead = style.bold(style.green('No changes.'));
    return `${lead} The server matches the declared connections.\n${unmanagedLine(plan)}`;
  }
  return [
    // What is refused loses nothing, and yet is not harmless: the errors say what stands in its way.
    hasErrors(diagnostics) ? refusedText(plan, diagnostics, style) : verdictText(plan, style),
    `Stack ${quoted(plan.stack)} against ${visible(sourceName(plan))}.`,
    '',
    ...changesLines(plan, 'Plugboard will perform the following actions:', style),
    unmanagedLine(plan),
  ].join('\n');
}

/** The symbols that are used, the changes one by one under an introduction, and how many there are. */
export function changesLines(plan: Plan, introduction: string, style: Style): readonly string[] {
  const kinds = kindsFor(plan.kinds);
  const effects = effectsContext(plan, kinds);
  const used = new Set(plan.changes.map(({ action }) => symbols[action]));
  const keys = (Object.keys(legend) as readonly ChangeSymbol[]).filter((symbol) => used.has(symbol));
  const hasServer = plan.source.kind !== 'revision';
  return [
    'Actions are shown with these symbols:',
    ...keys.map((symbol) => `${paint(symbol, style)} ${legend[symbol]}`),
    '',
    introduction,
    '',
    ...plan.changes.flatMap((change) => [...changeLines(change, { kinds, effects, hasServer }, style), '']),
    summaryLine(summarize(plan), style),
  ];
}

/** Each change of a plan in the same words, for forms that put them together otherwise. */
export function changeTexts(plan: Plan, style: Style): (change: Change) => readonly string[] {
  const kinds = kindsFor(plan.kinds);
  const context = { kinds, effects: effectsContext(plan, kinds), hasServer: plan.source.kind !== 'revision' };
  return (change) => changeLines(change, context, style);
}

/** What is about to be applied of a plan that was shown and reviewed before. */
export function savedPlanText(plan: Plan, style: Style): string {
  const what =
    plan.changes.length === 0 ? 'No changes.' : `${verdictText(plan, style)}\n${summaryLine(summarize(plan), style)}`;
  return `Stack ${quoted(plan.stack)} against ${visible(sourceName(plan))}, as planned.\n${what}\n`;
}

/** `Plan: 2 to add, 1 to change, 0 to destroy.`: tools look for exactly this. */
export function summaryLine(summary: PlanSummary, style: Style): string {
  const parts = [
    ...(summary.import > 0 ? [`${summary.import} to import`] : []),
    `${summary.add} to add`,
    `${summary.change} to change`,
    `${summary.destroy} to destroy`,
    ...(summary.forget > 0 ? [`${summary.forget} to forget`] : []),
  ];
  return `${style.bold('Plan:')} ${parts.join(', ')}.`;
}

function refusedText(plan: Plan, diagnostics: readonly Diagnostic[], style: Style): string {
  const errors = counted(diagnostics.filter(({ severity }) => severity === 'error').length, 'error');
  const found = judge(plan);
  const danger = found.dangers.length === 0 ? '' : ` ${verdictLine(found)}`;
  return style.bold(style.red(`Refused: ${errors}.${danger}`));
}

/** Whoever has only one line to read gets to know whether it is dangerous. */
export function verdictText(plan: Plan, style: Style): string {
  const found = judge(plan);
  return style.bold(found.dangers.length > 0 ? style.red(verdictLine(found)) : style.green(verdictLine(found)));
}

const mostNamed = 5;

/** What is left alone, as a line; empty where there is nothing. */
export function unmanagedLine({ unmanaged }: Plan): string {
  if (unmanaged.length === 0) return '';
  const connections = unmanaged.reduce((sum, one) => sum + one.connections, 0);
  const named = unmanaged.slice(0, mostNamed).map(({ project }) => visible(project));
  const more = unmanaged.length > named.length ? ` and ${unmanaged.length - named.length} more projects` : '';
  return `${counted(connections, 'unmanaged connection')} left alone, in ${named.join(', ')}${more}.\n`;
}
