import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { visible } from '../../diagnostics/visible.ts';
import { kindsFor } from '../../kinds/registry.ts';
import type { ConnectionChange } from '../../model.ts';
import type { Planned } from '../../plan/plan.ts';
import { judge } from '../../plan/verdict.ts';
import { counted } from '../counted.ts';
import { effectRemarks, effectsContext } from '../effects-text.ts';
import { removalLines } from '../removal-lines.ts';
import { dangerCounts, nothingLost } from '../verdict-text.ts';

/** Whether a plan is dangerous, in a sentence, and everything that makes it so. */
export interface Verdict {
  readonly is: 'refused' | 'dangerous' | 'harmless' | 'nothing';
  readonly sentence: string;
  readonly dangers: readonly Danger[];
}

export interface Danger {
  /** Number of the change. */
  readonly change: number;
  readonly address: string;
  /** What is lost by it: each a phrase that follows the address. */
  readonly losses: readonly string[];
}

/** Judges a plan: dangerous is what nobody can bring back, and what leaves a project without a kind of connection. */
export function verdictOf({ plan, diagnostics }: Planned): Verdict {
  const judged = judge(plan);
  const context = effectsContext(plan, kindsFor(plan.kinds));
  const dangers = plan.changes.flatMap((change, index): readonly Danger[] => {
    if (change.target !== 'connection') return [];
    const last = effectRemarks(change, context).filter(({ color }) => color === 'red');
    const losses = [...removal(change), ...last.map(({ text }) => text)];
    return losses.length === 0 ? [] : [{ change: index, address: visible(change.address), losses }];
  });
  const is = hasErrors(diagnostics)
    ? 'refused'
    : plan.changes.length === 0
      ? 'nothing'
      : judged.dangers.length > 0
        ? 'dangerous'
        : 'harmless';
  return { is, sentence: sentences[is](dangerCounts(judged)), dangers };
}

const sentences: Readonly<Record<Verdict['is'], (counts: string) => string>> = {
  refused: () => 'This plan cannot be applied.',
  nothing: () => 'No changes. The server matches the declared connections.',
  dangerous: (counts) => `${counts}.`,
  harmless: () => `${nothingLost.charAt(0).toUpperCase()}${nothingLost.slice(1)}`,
};

function removal(change: ConnectionChange): readonly string[] {
  const secrets = secretsLost(change);
  const are = secrets === 1 ? 'is' : 'are';
  if (change.action === 'delete') return ['is destroyed', ...removalLines(change).harm];
  if (change.action === 'replace') return ['is replaced and gets a new id', ...removalLines(change).harm];
  return secrets === 0 ? [] : [`${counted(secrets, 'secret')} on the server ${are} lost for good`];
}

/** Secrets that go with the connection, or that an edit takes away: nobody can read them back before. */
function secretsLost({ action, lostSecrets, properties }: ConnectionChange): number {
  if (action === 'delete' || action === 'replace') return lostSecrets?.length ?? 0;
  return properties.filter(({ sensitive, after }) => sensitive && after === undefined).length;
}
