import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { judge, type Verdict } from '../../plan/verdict.ts';
import { counted } from '../counted.ts';
import { driftCounts } from '../drift-text.ts';
import { outcomeText } from '../outcome-text.ts';
import { styleFor } from '../style.ts';
import { verdictLine } from '../verdict-text.ts';
import type { Report } from './report.ts';

/** How a report is to be taken: all is well, somebody should look, or it was refused. */
type Mood = 'calm' | 'dangerous' | 'failed';

/** The first line of every form, with numbers and without a name of anything. */
export interface Headline {
  readonly text: string;
  readonly mood: Mood;
  /** Of a plan that can be applied. */
  readonly verdict?: Verdict | undefined;
}

/** Says in one line what a report comes to. */
export function headline(report: Report): Headline {
  const { command, diagnostics, planned, drift, outcome, manifest } = report;
  const verdict = planned === undefined ? undefined : judge(planned.plan);
  const mood = hasErrors(diagnostics) ? 'failed' : (verdict?.dangers.length ?? 0) > 0 ? 'dangerous' : 'calm';
  if (outcome !== undefined) return { text: outcomeText(outcome, styleFor(false)).trimEnd(), mood, verdict };
  if (mood === 'failed') {
    const errors = counted(diagnostics.filter(({ severity }) => severity === 'error').length, 'error');
    return { text: `${refused(command, manifest !== undefined)}: ${errors}.`, mood, verdict };
  }
  if (planned !== undefined && verdict !== undefined) {
    const text = planned.plan.changes.length === 0 ? 'No changes.' : verdictLine(verdict);
    return { text, mood, verdict };
  }
  if (drift !== undefined) {
    return drift.items.length === 0
      ? { text: `No drift in ${counted(drift.owned, 'connection')}.`, mood: 'calm' }
      : { text: `Drift: ${driftCounts(drift)}.`, mood: 'dangerous' };
  }
  const { projects = [], connections = [] } = manifest ?? {};
  const size = `${counted(projects.length, 'project')}, ${counted(connections.length, 'connection')}`;
  return { text: `The stack is valid: ${size}.`, mood };
}

const refused = (command: Report['command'], isCompiled: boolean): string =>
  !isCompiled
    ? 'The stack is not valid'
    : command === 'apply'
      ? 'It was not applied'
      : command === 'drift'
        ? 'It cannot be told what drifted'
        : 'It cannot be applied';
