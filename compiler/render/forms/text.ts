import { quoted } from '../../diagnostics/visible.ts';
import type { Planned } from '../../plan/plan.ts';
import { counted } from '../counted.ts';
import { diagnosticsText } from '../diagnostics-text.ts';
import { diffText, unifiedText } from '../diff-text.ts';
import { driftText } from '../drift-text.ts';
import { fitWidth } from '../fit-width.ts';
import { outcomeText } from '../outcome-text.ts';
import { plannedText } from '../plan-text.ts';
import type { Style } from '../style.ts';
import type { Compared, FormSettings, Report } from './report.ts';

/** A report for people: what was found, what became of it, and then the messages. */
export function textForm(report: Report, { style, width }: FormSettings): string {
  const { command, manifest, planned, drift, outcome, diagnostics, context } = report;
  const valid = command === 'check' && manifest !== undefined ? [validLine(report)] : [];
  return [
    ...(planned === undefined ? [] : [fitWidth(changesText(planned, report, style), width)]),
    ...(drift === undefined ? [] : [fitWidth(driftText(drift, manifest?.kinds, style), width)]),
    ...(outcome === undefined ? [] : [outcomeText(outcome, style)]),
    diagnosticsText(diagnostics, context, style, width),
    ...valid,
  ]
    .filter((part) => part !== '')
    .join(command === 'check' ? '' : '\n');
}

const changesText = (planned: Planned, { compared }: Report, style: Style): string =>
  compared === undefined ? plannedText(planned, style) : comparedText(planned, compared, style);

/** What a change in Git means, and under it the manifests line by line. */
export function comparedText(planned: Planned, { sides, unified }: Compared, style: Style): string {
  const text = diffText(planned, sides, style);
  return unified === undefined ? text : `${text}\n${unified === null ? tooManyLines : unifiedText(unified, style)}`;
}

/** What `check` says of a stack with nothing wrong. */
function validLine({ stack = '', manifest }: Report): string {
  const { projects = [], connections = [] } = manifest ?? {};
  const size = `${counted(projects.length, 'project')}, ${counted(connections.length, 'connection')}`;
  return `Stack ${quoted(stack)} is valid: ${size}.\n`;
}

const tooManyLines =
  'The manifests differ in too many lines to be shown. `plugboard manifest -o FILE` writes the one of the working tree.\n';
