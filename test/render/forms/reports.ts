import { type Diagnostic, diagnostic } from '../../../compiler/diagnostics/diagnostic.ts';
import type { ConnectionChange, Drift, Manifest, Plan } from '../../../compiler/model.ts';
import type { FormSettings, Report } from '../../../compiler/render/forms/report.ts';
import { styleFor } from '../../../compiler/render/style.ts';

/** Names as somebody would choose them who wants to be more than a name. */
export const hostile: readonly string[] = [
  'Реестр 🐳 ‮evil',
  '`code` ``` ~~~ ```` fence',
  '</code></summary></details><img src=x onerror=alert(1)>',
  '| a | b |\n| --- | --- |\r\n# heading',
  '**bold** _em_ [link](https://evil.example.com) ![i](x) https://evil.example.com www.evil.example.com @everyone',
  ']]> --> <!-- plugboard:other --> &lt;b&gt; &#124;',
  "##teamcity[buildStatus status='FAILURE' text='x'] ##[add-mask]x",
  '::error file=a.ts,line=1::hello %0A %25',
  "it's | [all] |n \\| \\\\| \u2028 \u0000 \ufffe \ud800",
];

/** A change of a Docker registry. */
export const connection = (
  action: ConnectionChange['action'],
  address: string,
  more: Partial<ConnectionChange> = {},
): ConnectionChange => ({
  target: 'connection',
  action,
  reason: action === 'delete' ? 'not-declared' : action === 'update' ? 'differs' : 'declared',
  address,
  project: address.slice(0, address.indexOf('/')),
  key: address.slice(address.indexOf('/') + 1),
  kind: 'dockerRegistry',
  providerType: 'Docker',
  displayName: 'Registry',
  ...(action === 'create' ? {} : { featureId: 'PROJECT_EXT_1' }),
  properties: [],
  unchanged: 0,
  ...more,
});

const seen = { properties: { providerType: 'Docker' }, hidden: ['secure:userPass'] };

/** Two projects: one thing is made, one edited, one destroyed with its secret. */
export const plan: Plan = {
  stack: 'acme',
  source: { kind: 'server', url: 'https://teamcity.example.com' },
  changes: [
    connection('create', 'Payments/registry', {
      properties: [{ property: 'name', featureProperty: 'displayName', after: 'Registry', sensitive: false }],
    }),
    connection('update', 'Payments/mirror', {
      unchanged: 2,
      properties: [{ property: 'url', featureProperty: 'repositoryUrl', before: 'a', after: 'b', sensitive: false }],
      effects: [{ effect: 'edited', projects: 0 }],
    }),
    connection('delete', '_Root/old', {
      seen,
      lostSecrets: ['password'],
      effects: [{ effect: 'loses', projects: 0, lastOfKind: 1 }],
    }),
  ],
  unchanged: 3,
  unmanaged: [],
  audiences: [['Payments', 'Payments_Api'], ['Payments']],
};

/** A plan whose every text is one of the hostile ones. */
export const hostilePlan: Plan = {
  ...plan,
  changes: hostile.flatMap((name, index) => [
    connection('update', `P${index}/${name}`, {
      displayName: name,
      properties: [
        { property: name, featureProperty: 'displayName', before: name, after: `${name}2`, sensitive: false },
      ],
    }),
    connection('delete', `P${index}/gone ${name}`, { displayName: name, seen, lostSecrets: ['password'] }),
    { target: 'project', action: 'create', id: `Q${index}${name}`, name, parent: '_Root' },
  ]),
  audiences: [],
};

/** A plan of so many changes in a tenth of so many projects. */
export const largePlan = (count: number, action: ConnectionChange['action'] = 'update'): Plan => ({
  ...plan,
  changes: Array.from({ length: count }, (_, index) =>
    connection(action, `Project${Math.floor(index / 10)}/connection${index}`, {
      seen,
      lostSecrets: ['password'],
      properties: [
        {
          property: 'url',
          featureProperty: 'repositoryUrl',
          before: 'https://a',
          after: 'https://b',
          sensitive: false,
        },
      ],
      effects: [{ effect: 'edited', projects: 0 }],
    }),
  ),
});

/** An error at a place in the program, one without a place, and a warning. */
export const messages: readonly Diagnostic[] = [
  diagnostic('PB301', '`Payments` needs a `slackConnection`, and none reaches it.', {
    span: { file: 'teams/payments.ts', line: 6, column: 11, endLine: 6, endColumn: 28 },
    label: 'no `slackConnection` reaches project `Payments`',
    notes: ['`Payments` gets: `github`.'],
    hint: 'Declare one, 100% sure: here, or above.',
    address: 'Payments',
  }),
  diagnostic('PB401', 'The server cannot be reached.'),
  diagnostic('PB414', 'Certificates are not checked.'),
];

export const drift: Drift = {
  stack: 'acme',
  source: { kind: 'server', url: 'https://teamcity.example.com' },
  owned: 4,
  items: [
    {
      what: 'edited',
      address: 'Payments/registry',
      project: 'Payments',
      kind: 'dockerRegistry',
      displayName: 'Registry',
      featureId: 'PROJECT_EXT_1',
      properties: [
        {
          property: 'url',
          featureProperty: 'repositoryUrl',
          declared: 'https://a',
          live: 'https://b',
          sensitive: false,
        },
      ],
      remedy: 'update',
    },
  ],
};

const manifest: Manifest = {
  formatVersion: '1.0',
  stack: 'acme',
  edition: 'on-premises',
  projects: [{ id: '_Root', effective: 0 }],
  connections: [],
  effectiveSets: [{ adds: [] }],
};

/** A report of a stack without errors; a test gives the rest. */
export const reportOf = (more: Partial<Report>): Report => ({
  command: 'plan',
  version: '1.2.3',
  stack: 'acme',
  manifest,
  diagnostics: [],
  context: { lookup: () => undefined, mask: (text) => text },
  ...more,
});

/** A report of a plan without messages. */
export const planReport = (of: Plan): Report =>
  reportOf({
    planned: { plan: of, diagnostics: [] },
    origin: { manifestFingerprint: 'f', options: {} },
  });

export const settings: FormSettings = { style: styleFor(false), stackFile: 'infra/plugboard.ts', maxChars: 65_000 };
