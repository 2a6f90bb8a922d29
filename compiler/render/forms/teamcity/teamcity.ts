import { boundedText } from '../../../diagnostics/bounded-text.ts';
import { visible } from '../../../diagnostics/visible.ts';
import { kindsFor } from '../../../kinds/registry.ts';
import type { Change } from '../../../model.ts';
import { type PlanSummary, summarize } from '../../../plan/summary.ts';
import { counted } from '../../counted.ts';
import { driftItemLines } from '../../drift-text.ts';
import { changeTexts, summaryLine } from '../../plan-text.ts';
import { styleFor } from '../../style.ts';
import { dangerWords } from '../../verdict-text.ts';
import { byProject } from '../by-project.ts';
import { fingerprints } from '../fingerprints.ts';
import { headline } from '../headline.ts';
import { messageFile, messageText } from '../message-text.ts';
import type { FormSettings, Report } from '../report.ts';
import { serviceMessage } from './agent-message.ts';

/** Service messages for a TeamCity agent. Write it to stdout. */
export function teamcityForm(report: Report, settings: FormSettings): string {
  return [
    ...planMessages(report),
    ...driftMessages(report),
    ...diagnosticMessages(report, settings),
    statusMessage(report),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function planMessages(report: Report): readonly string[] {
  if (report.planned === undefined) return [];
  const { plan } = report.planned;
  const textOf = changeTexts(plan, styleFor(false));
  const blocks = [...byProject(plan.changes)].flatMap(([project, changes]) => {
    const name = visible(project);
    return [
      serviceMessage('blockOpened', { name, description: counted(changes.length, 'change') }),
      ...changes.map((one) => message(textOf(one).join('\n'), isDanger(one) ? 'WARNING' : 'NORMAL')),
      serviceMessage('blockClosed', { name }),
    ];
  });
  const dangers = (headline(report).verdict?.dangers ?? []).map((danger) =>
    message(`${visible(danger.address)} ${dangerWords(danger)}`, 'WARNING'),
  );
  return [...dangers, ...blocks, ...statistics(summarize(plan))];
}

const isDanger = ({ action }: Change): boolean => action === 'delete' || action === 'replace';

const statistics = ({ add, change, destroy }: PlanSummary): readonly string[] =>
  Object.entries({ add, change, destroy }).map(([what, value]) =>
    serviceMessage('buildStatisticValue', { key: `plugboard.plan.${what}`, value }),
  );

function driftMessages({ drift, manifest }: Report): readonly string[] {
  if (drift === undefined) return [];
  const kinds = kindsFor(manifest?.kinds);
  return [
    ...drift.items.map((item) => message(driftItemLines(item, kinds, styleFor(false)).join('\n'), 'WARNING')),
    serviceMessage('buildStatisticValue', { key: 'plugboard.drift', value: drift.items.length }),
  ];
}

/** An error is a build problem: the build fails by it, and the same error is the same problem in the next build. */
function diagnosticMessages(report: Report, settings: FormSettings): readonly string[] {
  const identities = fingerprints(report.diagnostics, settings);
  return report.diagnostics.map((one) => {
    const { title, message: says, more } = messageText(one, report);
    const where = one.span === undefined ? '' : ` (${visible(messageFile(one, settings))}:${one.span.line})`;
    const text = [`${one.code}: ${title}${where}`, says, ...more].join('\n');
    if (one.severity !== 'error') return message(text, one.severity === 'warning' ? 'WARNING' : 'NORMAL');
    return serviceMessage('buildProblem', {
      // TeamCity keeps 4,000 characters of a problem, which is more than a message has.
      description: boundedText(text),
      identity: `${one.code}_${identities.get(one)}`,
    });
  });
}

const message = (text: string, status: 'NORMAL' | 'WARNING'): string => serviceMessage('message', { text, status });

function statusMessage(report: Report): string {
  const { planned, outcome } = report;
  const { text, mood } = headline(report);
  const isPlan = planned !== undefined && outcome === undefined && planned.plan.changes.length > 0;
  const numbers = isPlan && mood !== 'failed' ? ` ${summaryLine(summarize(planned.plan), styleFor(false))}` : '';
  return serviceMessage('buildStatus', { text: `${text}${numbers} {build.status.text}` });
}
