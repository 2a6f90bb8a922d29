import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { visible } from '../../diagnostics/visible.ts';
import type { Planned } from '../../plan/plan.ts';
import { summarize } from '../../plan/summary.ts';
import { summaryLine, unmanagedLine } from '../plan-text.ts';
import { styleFor } from '../style.ts';
import { html, type Markup } from './markup.ts';
import type { Danger, Verdict } from './verdict.ts';

const plain = styleFor(false);
const words: Readonly<Record<Verdict['is'], string>> = {
  refused: '✕ Refused',
  dangerous: '⚠ Dangerous',
  harmless: '✓ Not dangerous',
  nothing: '✓ No changes',
};

/** So many dangers are read at a glance; the rest is folded. */
const mostShown = 10;

/** The first thing on the page: whether the plan is dangerous, what is, and what keeps it from being applied. */
export function verdictHtml({ plan, diagnostics }: Planned, { is, sentence, dangers }: Verdict): Markup {
  const unmanaged = unmanagedLine(plan).trim();
  const summary =
    plan.changes.length === 0 ? undefined : html`<p class="summary">${summaryLine(summarize(plan), plain)}</p>`;
  return html`<section id="verdict" class="verdict ${is}" aria-labelledby="verdict-heading">
<h2 id="verdict-heading"><span class="badge">${words[is]}</span> ${sentence}</h2>
${summary}
${diagnostics.length === 0 ? undefined : html`<ul class="messages">${diagnostics.map(message)}</ul>`}
${dangers.length === 0 ? undefined : html`<h3>What is dangerous</h3>${dangerLists(dangers)}`}
${unmanaged === '' ? undefined : html`<p class="note">${unmanaged}</p>`}
</section>`;
}

function message({ code, severity, title, message: text, notes = [], hint }: Diagnostic): Markup {
  const advice = hint === undefined ? undefined : html`<p>${visible(hint)}</p>`;
  return html`<li class="${severity}"><p><strong>${severity} ${code}: ${title}.</strong> ${visible(text)}</p>${notes.map((note) => html`<p class="note">${visible(note)}</p>`)}${advice}</li>`;
}

function dangerLists(dangers: readonly Danger[]): Markup {
  const list = (some: readonly Danger[]): Markup => html`<ul class="dangers">${some.map(dangerItem)}</ul>`;
  const rest = dangers.slice(mostShown);
  const more =
    rest.length === 0 ? undefined : html`<details><summary>${rest.length} more</summary>${list(rest)}</details>`;
  return html`${list(dangers.slice(0, mostShown))}${more}`;
}

const dangerItem = ({ change, address, losses }: Danger): Markup =>
  html`<li><a href="#change-${change}"><bdi>${address}</bdi></a>: ${losses.join('; ')}</li>`;
