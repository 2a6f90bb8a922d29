import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { visible } from '../../diagnostics/visible.ts';
import { summarize } from '../../plan/summary.ts';
import { summaryLine } from '../plan-text.ts';
import { styleFor } from '../style.ts';
import { dangerWords } from '../verdict-text.ts';
import { headline } from './headline.ts';
import { messageFile, messageText } from './message-text.ts';
import type { FormSettings, Report } from './report.ts';

type Kind = 'error' | 'warning' | 'notice';

/** GitHub shows so many annotations of a kind for a step, and drops the others without a word. */
const mostShown = 10;

/** Workflow commands: GitHub shows each message beside the line of source that it is about. Write it to stdout. */
export function githubForm(report: Report, settings: FormSettings): string {
  const { text, mood, verdict } = headline(report);
  const { planned, diagnostics } = report;
  const messages = (severity: Diagnostic['severity'], kind: Kind): readonly string[] =>
    diagnostics.filter((one) => one.severity === severity).map((one) => annotation(kind, one, report, settings));
  const dangers = (verdict?.dangers ?? []).map((danger) =>
    command('warning', { title: 'Dangerous change' }, `${visible(danger.address)} ${dangerWords(danger)}`),
  );
  const summary = planned === undefined ? '' : `\n${summaryLine(summarize(planned.plan), styleFor(false))}`;
  const title = `Plugboard ${report.command}${report.stack === undefined ? '' : ` of ${visible(report.stack)}`}`;
  return [
    ...atMost('error', messages('error', 'error')),
    ...atMost('warning', [...dangers, ...messages('warning', 'warning')]),
    ...atMost('notice', [
      command('notice', { title }, mood === 'failed' ? text : `${text}${summary}`),
      ...messages('hint', 'notice'),
    ]),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function atMost(kind: Kind, lines: readonly string[]): readonly string[] {
  if (lines.length <= mostShown) return lines;
  const left = lines.length - (mostShown - 1);
  const more = `${left} more of this kind: GitHub shows ${mostShown}. All are in the log, in the job summary and in the other forms.`;
  return [...lines.slice(0, mostShown - 1), command(kind, { title: `${left} more` }, more)];
}

function annotation(kind: Kind, diagnostic: Diagnostic, report: Report, settings: FormSettings): string {
  const { span, code } = diagnostic;
  const { title, message, more } = messageText(diagnostic, report);
  const isOneLine = span !== undefined && span.line === span.endLine;
  return command(
    kind,
    {
      file: span === undefined ? undefined : visible(messageFile(diagnostic, settings)),
      line: span?.line,
      endLine: span?.endLine,
      // Columns are only shown within one line.
      col: isOneLine ? span.column : undefined,
      endColumn: isOneLine ? span.endColumn : undefined,
      title: `${code}: ${title}`,
    },
    [message, ...more].join('\n'),
  );
}

function command(
  name: Kind,
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
): string {
  const given = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escapeProperty(String(value))}`],
  );
  return `::${name} ${given.join(',')}::${escapeData(message)}`;
}

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
