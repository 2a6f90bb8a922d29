import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { visible } from '../../../compiler/diagnostics/visible.ts';
import { markdownForm } from '../../../compiler/render/forms/markdown/markdown.ts';
import type { Report } from '../../../compiler/render/forms/report.ts';
import {
  connection,
  drift,
  hostile,
  hostilePlan,
  largePlan,
  messages,
  plan,
  planReport,
  reportOf,
  settings,
} from './reports.ts';

/** As GitHub reads it. HTML is let through, so that none can hide. */
const html = (markdown: string): string =>
  micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };

/** What a reader sees. */
const textOf = (markup: string): string =>
  markup
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:lt|gt|quot|amp|#(\d+));/g, (one, code) => entities[one] ?? String.fromCodePoint(Number(code)));

const tagsOf = (markup: string): readonly string[] => [
  ...new Set((markup.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/ (align|class)="[^"]*"/, ''))),
];

const markdown = (report: Report, maxChars = 65_000): string => markdownForm(report, { ...settings, maxChars });

describe('a report in a pull request', () => {
  it('has the verdict and the dangers first, then numbers, a table and folded details', () => {
    expect(markdown(planReport(plan))).toBe(`<!-- plugboard:acme -->
### Plugboard plan of <code>acme</code>

**Dangerous: 1 connection destroyed, 1 secret lost, 1 project left without any connection of a kind.**

Plan: 1 to add, 1 to change, 1 to destroy.

> [!CAUTION]
> - <code>&#95;Root/old</code> is destroyed, and 1 secret on the server with it
> - <code>&#95;Root/old</code> <code>is the last dockerRegistry of 1 project&#58; Payments</code>

| Project | import | add | change | destroy | other |
| --- | ---: | ---: | ---: | ---: | ---: |
| <code>&#95;Root</code> |  |  |  | 1 |  |
| <code>Payments</code> |  | 1 | 1 |  |  |


<details>
<summary><code>&#95;Root</code>: 1 change</summary>

\`\`\`diff
  # _Root/old will be destroyed
  # (because it is no longer declared)
  # lost in 2 projects: Payments, Payments_Api
  # Payments loses its only dockerRegistry
  # lost for good: password, which only the server knows
-   dockerRegistry "Registry" {
-       id = "PROJECT_EXT_1" -> null
    }
\`\`\`

</details>

<details>
<summary><code>Payments</code>: 2 changes</summary>

\`\`\`diff
  # Payments/registry will be created
+   dockerRegistry "Registry" {
+       id   = (known after apply)
+       name = "Registry"
    }
  # Payments/mirror will be updated in-place
  # felt in 2 projects: Payments, Payments_Api
!   dockerRegistry "Registry" {
        id  = "PROJECT_EXT_1"
!       url = "a" -> "b"
        # (2 unchanged properties hidden)
    }
\`\`\`

</details>
`);
  });

  it('shows values as text, whatever is in them', () => {
    const shown = html(markdown(planReport(hostilePlan)));
    expect(
      tagsOf(shown)
        .filter((tag) => !tag.startsWith('</'))
        .sort(),
    ).toEqual(
      [
        '<!-- plugboard:acme -->',
        '<blockquote>',
        '<code>',
        '<details>',
        '<h3>',
        '<li>',
        '<p>',
        '<pre>',
        '<strong>',
        '<summary>',
        '<table>',
        '<tbody>',
        '<td>',
        '<th>',
        '<thead>',
        '<tr>',
        '<ul>',
      ].sort(),
    );
    const text = textOf(shown);
    for (const [index, name] of hostile.entries()) {
      const seen = visible(name);
      // Once in the list of dangers, once in the headline of its change, and the name in both rows of the table.
      expect(text.split(`P${index}/gone ${seen}`)).toHaveLength(3);
      expect(text).toContain(`Q${index}${seen}`);
    }
  });

  it('shows an error with its source in the open, and the secrets of the source not at all', () => {
    const report = reportOf({
      manifest: undefined,
      diagnostics: messages.slice(0, 1),
      context: {
        lookup: () => ({ text: `${'\n'.repeat(5)}  needs: ['slackConnection', hunter2],`, hidden: [] }),
        mask: (text) => text.replaceAll('hunter2', '(sensitive value)'),
      },
    });
    expect(markdown(report)).toBe(`<!-- plugboard:acme -->
### Plugboard plan of <code>acme</code>

**The stack is not valid: 1 error.**

\`\`\`text
error[PB301]: needed connection is not available
  --> teams/payments.ts:6:11
   |
 6 |   needs: ['slackConnection', (sensitive value)],
   |           ^^^^^^^^^^^^^^^^^ no \`slackConnection\` reaches project \`Payments\`
   |
   = \`Payments\` needs a \`slackConnection\`, and none reaches it.
   = \`Payments\` gets: \`github\`.
   = hint: Declare one, 100% sure: here, or above.
\`\`\`
`);
  });

  it('says what drifted', () => {
    expect(markdown(reportOf({ command: 'drift', drift }))).toContain(
      '**Drift: 1 edited.**\n\n```text\n  ~ Payments/registry was edited\n',
    );
  });

  it.each([2_000, 10_000, 65_000])('stays below %i characters, with whole syntax, verdict and dangers', (maxChars) => {
    for (const large of [
      largePlan(5_000, 'delete'),
      largePlan(5_000),
      { ...hostilePlan, changes: hostilePlan.changes },
    ]) {
      const text = markdown(planReport(large), maxChars);
      expect(text.length).toBeLessThanOrEqual(maxChars);
      const shown = html(text);
      for (const tag of ['details', 'summary', 'pre', 'code', 'table']) {
        expect(shown.split(`<${tag}`)).toHaveLength(shown.split(`</${tag}>`).length);
      }
      // A line of the text that is left out says so; everything else is as it was.
      expect(text).toMatch(/^<!-- plugboard:acme -->\n### .*\n\n\*\*(Dangerous|Not dangerous): .*\.\*\*\n\nPlan: /);
    }
    const destroyed = markdown(planReport(largePlan(5_000, 'delete')), maxChars);
    expect(destroyed).toContain('5000 connections destroyed');
    expect(destroyed).toMatch(/> - 5000 connections destroyed \(.* and \d+ more\)\n/);
    const left = Number(/: .*?(\d+) changes?\. The log/.exec(destroyed)?.[1]);
    expect(left + (destroyed.match(/ will be destroyed\n/g) ?? []).length).toBe(5_000);
  });

  it('leaves the marker where the stack has no name, and keeps a name from ending it', () => {
    expect(markdown(reportOf({ stack: undefined }))).toMatch(/^<!-- plugboard: -->\n/);
    const name = 'a--> b';
    expect(markdown(reportOf({ stack: name }))).toMatch(/^<!-- plugboard:a-%2D%3E%20b -->\n/);
  });

  it('says of a plan with errors that it cannot be applied', () => {
    const report = { ...planReport(plan), diagnostics: messages };
    expect(markdown(report)).toContain('**It cannot be applied: 2 errors.**');
    const applied = reportOf({
      command: 'apply',
      outcome: {
        results: [
          { change: connection('create', 'A/a'), status: 'done', featureId: 'PROJECT_EXT_9' },
          { change: connection('create', 'A/b'), status: 'not-tried', reason: 'stopped' },
        ],
      },
    });
    expect(markdown(applied)).toContain(
      '**Apply incomplete. Resources: 1 added, 0 changed, 0 destroyed; 0 failed, 1 not tried.**',
    );
    expect(markdown(applied)).toContain('A/a: created [id=PROJECT_EXT_9]\nA/b: not tried: stopped\n');
  });
});
