import { html, type Markup } from './markup.ts';
import type { ReportData } from './report-data.ts';

/** The places in which the page shows the tree, the details and the matrix. Its script fills them from the data. */
export function explorerHtml({ kinds, changes }: ReportData): Markup {
  const options = kinds
    .map(({ name, title }, index) => ({ index, text: title === name ? name : `${title} (${name})` }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ index, text }) => html`<option value="${index}">${text}</option>`);
  const onlyChanged = html`<label class="check"><input type="checkbox" id="only-changed"> Only what changes</label>`;
  return html`<section id="projects" aria-labelledby="projects-heading">
<h2 id="projects-heading">Projects and connections</h2>
<form class="controls" role="search" aria-label="Projects and connections">
<label class="grow">Search <input type="search" id="search" autocomplete="off" spellcheck="false" placeholder="id, name, key or display name"></label>
<label>Kind <select id="kind"><option value="">all kinds</option>${options}</select></label>
${changes.length === 0 ? undefined : onlyChanged}
</form>
<p id="found" class="note" role="status" aria-live="polite"></p>
<div class="explorer">
<div id="tree" class="tree" role="tree" tabindex="0" aria-labelledby="projects-heading" aria-describedby="tree-keys"></div>
<section id="details" class="details" aria-labelledby="details-heading"></section>
</div>
<p id="tree-keys" class="note keys">Keys: up and down move, right unfolds, left folds, Home and End jump, Enter shows details, <kbd>*</kbd> unfolds all at this level; letters jump to a name.</p>
</section>
<section id="matrix" aria-labelledby="matrix-heading">
<h2 id="matrix-heading">Matrix of projects and connections</h2>
<form class="controls" aria-label="Matrix">
<label class="grow">Project, with all below it <select id="matrix-project"></select></label>
<label>Kind <select id="matrix-kind"><option value="">all kinds</option>${options}</select></label>
</form>
<p id="matrix-found" class="note" role="status" aria-live="polite"></p>
<p class="legend"><span><span class="state" aria-hidden="true">●</span> own</span> <span><span class="state" aria-hidden="true">○</span> inherited</span> <span><span class="state" aria-hidden="true">◐</span> shadowed</span> <span><span class="state" aria-hidden="true">⊘</span> withheld</span></p>
<div class="pages" id="matrix-pages"></div>
<div class="scroll" id="matrix-table" role="region" aria-labelledby="matrix-heading" tabindex="0"></div>
</section>`;
}
