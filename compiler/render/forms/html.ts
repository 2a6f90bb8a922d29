import { visible } from '../../diagnostics/visible.ts';
import { liveManifest } from '../../live/live-manifest.ts';
import type { Manifest } from '../../model.ts';
import { documentHtml } from '../html/document.ts';
import { html } from '../html/markup.ts';
import { planHtml } from '../html/plan-html.ts';
import { reportDataOf } from '../html/report-data-of.ts';
import type { FormSettings, Report } from './report.ts';
import { textForm } from './text.ts';

/** A report as a page: a plan with the tree that it leaves; of anything else the words, above the tree as it is. */
export function htmlForm(report: Report, settings: FormSettings): string {
  const { command, stack, manifest, live, planned } = report;
  const from = live ?? manifest;
  if (planned !== undefined && from !== undefined) return planHtml(planned, from);
  const text = textForm(report, { ...settings, width: undefined });
  const said = html`<section id="said" aria-labelledby="said-heading">
<h2 id="said-heading">What it says</h2>
<pre>${text === '' ? 'Nothing.' : text}</pre>
</section>`;
  const parts = {
    title: `${command} of ${visible(stack ?? 'a stack')}`,
    subtitle: live === undefined ? 'The tree shows the stack.' : 'The tree shows the server.',
    sections: [{ id: 'said', label: 'What it says', content: said }],
  };
  return documentHtml(parts, reportDataOf(live === undefined ? (manifest ?? nothing) : liveManifest(live)));
}

/** Of a program that could not be compiled there is no tree. */
const nothing: Manifest = {
  formatVersion: '1.0',
  stack: '',
  edition: 'on-premises',
  projects: [{ id: '_Root', effective: 0 }],
  connections: [],
  effectiveSets: [{ adds: [] }],
};
