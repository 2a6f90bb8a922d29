import { visible } from '../../diagnostics/visible.ts';
import type { Live, Manifest } from '../../model.ts';
import { afterPlan } from '../../plan/after-plan.ts';
import type { Planned } from '../../plan/plan.ts';
import { sourceName } from '../../plan/source-name.ts';
import { changesHtml } from './changes-html.ts';
import { documentHtml } from './document.ts';
import { html } from './markup.ts';
import { reportDataOf } from './report-data-of.ts';
import { verdictOf } from './verdict.ts';
import { verdictHtml } from './verdict-html.ts';

/**
 * A plan as a page: the verdict, the changes, and the tree as the plan leaves it. `from` is the live state that the plan
 * was made from; where two revisions are compared and there is no server, the manifest of the newer one.
 */
export function planHtml(planned: Planned, from: Live | Manifest): string {
  const { plan } = planned;
  const isManifest = 'effectiveSets' in from;
  const verdict = verdictOf(planned);
  const dangerous = verdict.dangers.map(({ change }) => change);
  const changes = html`<section id="changes" aria-labelledby="changes-heading">
<h2 id="changes-heading">Changes</h2>
${plan.changes.length === 0 ? html`<p>None.</p>` : changesHtml(plan, dangerous)}
</section>`;
  const parts = {
    title: `Plan for ${visible(plan.stack)}`,
    subtitle: `Against ${visible(sourceName(plan))}. The tree shows ${isManifest ? 'the stack' : 'the server'} with these changes made.`,
    sections: [
      { id: 'verdict', label: 'Verdict', content: verdictHtml(planned, verdict) },
      { id: 'changes', label: `Changes (${plan.changes.length})`, content: changes },
    ],
  };
  return documentHtml(parts, reportDataOf(isManifest ? from : afterPlan(from, plan), plan));
}
