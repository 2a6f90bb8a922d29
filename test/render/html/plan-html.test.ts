import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { flatten } from '../../../compiler/flatten/flatten.ts';
import type { DeclaredConnection, Live } from '../../../compiler/model.ts';
import { type Planned, planChanges } from '../../../compiler/plan/plan.ts';
import { changesHtml } from '../../../compiler/render/html/changes-html.ts';
import { planHtml } from '../../../compiler/render/html/plan-html.ts';
import type { ReportData } from '../../../compiler/render/html/report-data.ts';
import { type Verdict, verdictOf } from '../../../compiler/render/html/verdict.ts';
import { declaredRegistry, declaredStack } from '../../declared.ts';
import { ledgerFeature, liveProject, liveRegistry, liveState } from '../../live-state.ts';

const live: Live = liveState([
  liveProject('_Root', {
    connections: [
      liveRegistry('PROJECT_EXT_1', 'Registry hub', { repositoryUrl: 'https://old.example.com' }),
      liveRegistry('PROJECT_EXT_2', 'Old', {}, ['secure:userPass']),
    ],
    ledgers: [
      ledgerFeature('L', 'acme', '_Root', {
        hub: { kind: 'dockerRegistry', id: 'PROJECT_EXT_1' },
        old: { kind: 'dockerRegistry', id: 'PROJECT_EXT_2' },
      }),
    ],
  }),
  ...['A', 'B', 'C', 'D'].map((id) => liveProject(id)),
]);

const planned = (...connections: readonly DeclaredConnection[]): Planned =>
  planChanges(flatten(declaredStack([], { connections })), live);

const old = (password: object): DeclaredConnection =>
  declaredRegistry('old', { properties: { name: 'Old', url: 'https://registry.example.com', ...password } });
const kept = old({ userName: 'ci', password: { secret: 'keep' } });

const dataOf = (page: string): ReportData =>
  JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/.exec(page)?.[1] ?? '');

describe('the verdict', () => {
  it('names what is destroyed, the secrets that are lost, and who loses the last connection of a kind', () => {
    expect(verdictOf(planned())).toEqual<Verdict>({
      is: 'dangerous',
      sentence: '2 connections destroyed, 1 secret lost, 5 projects left without any connection of a kind.',
      dangers: [
        {
          change: 0,
          address: '_Root/hub',
          losses: ['is destroyed', '5 projects lose their last dockerRegistry: _Root, A, B and 2 more'],
        },
        {
          change: 1,
          address: '_Root/old',
          losses: [
            'is destroyed',
            'lost for good: password, which only the server knows',
            '5 projects lose their last dockerRegistry: _Root, A, B and 2 more',
          ],
        },
      ],
    });
  });

  it('calls a plan harmless that only makes and edits', () => {
    expect(verdictOf(planned(declaredRegistry('hub'), kept, declaredRegistry('new')))).toEqual<Verdict>({
      is: 'harmless',
      sentence: 'Nothing is destroyed or replaced, and no secret is lost.',
      dangers: [],
    });
  });

  it('calls an edit dangerous that takes a secret away', () => {
    const { is, dangers } = verdictOf(planned(declaredRegistry('hub'), old({})));
    expect([is, ...dangers]).toEqual([
      'dangerous',
      { change: 1, address: '_Root/old', losses: ['1 secret on the server is lost for good'] },
    ]);
  });

  it('says first that a plan with errors cannot be applied', () => {
    const { is, sentence } = verdictOf({
      ...planned(),
      diagnostics: [{ code: 'PB504', severity: 'error', title: 'a', message: 'b' }],
    });
    expect([is, sentence]).toEqual(['refused', 'This plan cannot be applied.']);
  });
});

describe('the changes of a plan as HTML', () => {
  it('say what the text says, with before and after in a table', () => {
    const { plan } = planned(declaredRegistry('hub'), kept);
    const shown = { ...plan, changes: plan.changes.slice(0, 1) };
    expect(changesHtml(shown, []).markup.split('\n')).toEqual([
      '<ol class="changes"><li><details class="change" id="change-0">',
      '<summary><span class="symbol update">~</span> <span class="what"><bdi class="address">_Root/hub</bdi> <span class="verb update">will be updated in-place</span> <span class="kind"><span title="dockerRegistry">Docker Registry</span> “<bdi>Registry hub</bdi>”</span></span> <span class="reach">5 projects</span></summary>',
      '<div class="body"><ul class="effects"><li class="dim">Felt in 5 projects: _Root, A, B and 2 more.<details class="audience" data-audience="0"><summary>All 5 projects</summary></details></li></ul><div class="scroll"><table class="properties"><caption class="unseen">Properties of _Root/hub</caption><thead><tr><th scope="col">Property</th><th scope="col">Before</th><th scope="col">After</th></tr></thead><tbody><tr class="same"><th scope="row"><span class="sign"> </span> id</th><td><bdi>PROJECT_EXT_1</bdi></td><td><bdi>PROJECT_EXT_1</bdi></td></tr><tr class="edited"><th scope="row"><span class="sign">~</span> url</th><td><bdi>https://old.example.com</bdi></td><td><bdi>https://registry.example.com</bdi></td></tr></tbody></table></div><p class="note">1 unchanged property not shown.</p></div></details></li>',
      '</ol>',
    ]);
  });
});

describe('a plan as a page', () => {
  const page = planHtml(planned(declaredRegistry('new')), live);

  it('has the tree as the plan leaves it, and marks what changes', () => {
    const { connections, changes, audiences } = dataOf(page);
    expect(connections.map(({ key, change = -1, gone }) => [key, changes[change]?.word, gone ?? false])).toEqual([
      ['new', 'created', false],
      ['hub', 'destroyed', true],
      ['old', 'destroyed', true],
    ]);
    expect(audiences).toEqual([[0, 5]]);
  });

  it('speaks of no ids and shows the stack where two revisions are compared without a server', () => {
    const manifest = flatten(declaredStack([], { connections: [declaredRegistry('new')] }));
    const { plan, diagnostics } = planned(declaredRegistry('new'));
    const changes = plan.changes.filter(({ action }) => action === 'create');
    const compared = planHtml(
      { plan: { ...plan, changes, source: { kind: 'revision', name: 'main', commit: 'a'.repeat(40) } }, diagnostics },
      manifest,
    );
    expect(compared).toContain('Against main. The tree shows the stack with these changes made.');
    const rows = [...compared.matchAll(/<\/span> ([^<]*)<\/th>/g)].map(([, name]) => name);
    expect(rows).toEqual(['name', 'url']);
    expect(dataOf(compared).projects.map(({ id }) => id)).toEqual(['_Root']);
  });

  it('allows no script and no style but its own, and asks for nothing from elsewhere', () => {
    const [, style = ''] = /<style>(.*?)<\/style>/s.exec(page) ?? [];
    const [, script = ''] = /<script>(.*?)<\/script>/s.exec(page) ?? [];
    const hash = (text: string): string => createHash('sha256').update(text).digest('base64');
    expect(/http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'")).toBe(
      [
        "default-src 'none'",
        `script-src 'sha256-${hash(script)}'`,
        `style-src 'sha256-${hash(style)}'`,
        'img-src data:',
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ].join('; '),
    );
    expect(page.match(/<script\b/g)).toHaveLength(2);
    expect(page).not.toMatch(/ (?:style|on\w+)=|(?:src|href)="(?!#|data:,")/);
  });
});
