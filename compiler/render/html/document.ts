import { createHash } from 'node:crypto';
import { explorerHtml } from './explorer-html.ts';
import { pageScript, pageStyle } from './generated/page.ts';
import { embeddedJson, escaped, html, type Markup } from './markup.ts';
import type { ReportData } from './report-data.ts';

/** What stands above the tree. */
export interface DocumentParts {
  readonly title: string;
  /** Where what is shown comes from. */
  readonly subtitle: string;
  /** Sections that come before the tree, and what the list of sections calls them. */
  readonly sections: readonly { readonly id: string; readonly label: string; readonly content: Markup }[];
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * The only script and the only style that may run are the page's own, nothing is loaded, and no text can become markup:
 * even a name that got past all escaping would stay harmless.
 */
const policy = [
  "default-src 'none'",
  `script-src ${hashOf(pageScript)}`,
  `style-src ${hashOf(pageStyle)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** A whole page in one file, which needs neither network nor server. */
export function documentHtml({ title, subtitle, sections }: DocumentParts, data: ReportData): string {
  const links = [
    ...sections.map(({ id, label }) => html`<li><a href="#${id}">${label}</a></li>`),
    html`<li><a href="#projects">Projects</a></li><li><a href="#matrix">Matrix</a></li>`,
  ];
  const body = html`<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top"><h1>${title}</h1><p class="note">${subtitle}</p>
<nav aria-label="Sections"><ul>${links}</ul></nav></header>
<main id="main" tabindex="-1">
${sections.map(({ content }) => content)}
<noscript><p>The tree of projects and the matrix need JavaScript, which is switched off here.</p></noscript>
${explorerHtml(data)}
</main>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Plugboard">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${escaped(title)}</title>
<style>${pageStyle}</style>
</head>
${body.markup}
<script type="application/json" id="data">${embeddedJson(data)}</script>
<script>${pageScript}</script>
</body>
</html>
`;
}
