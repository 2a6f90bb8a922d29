import { describe, expect, it } from 'vitest';
import { flatten } from '../../compiler/flatten/flatten.ts';
import type { LedgerEntry, Live, LiveProject, Manifest } from '../../compiler/model.ts';
import { planRotation } from '../../compiler/plan/rotation.ts';
import { fingerprint } from '../../compiler/plan/sight.ts';
import { declaredConnection, declaredProject, declaredStack } from '../declared.ts';
import { ledgerFeature, liveProject, liveState } from '../live-state.ts';

const clientSecret = { secret: 'env', name: 'CLIENT', revision: 2 } as const;
const botToken = { secret: 'env', name: 'BOT' } as const;

function manifestOf(more: object = {}, options: object = {}): Manifest {
  const properties = { displayName: 'Slack', clientId: 'c', clientSecret, botToken, ...more };
  const connections = [
    declaredConnection('slack', 'slackConnection', properties, options),
    declaredConnection('hub', 'dockerRegistry', { name: 'Hub' }),
  ];
  return flatten(declaredStack([declaredProject('Payments', { connections })]));
}

const recorded: LedgerEntry = {
  kind: 'slackConnection',
  id: 'PROJECT_EXT_1',
  protect: true,
  revisions: { 'secure:token': 1, 'secure:clientSecret': 1 },
  fingerprints: { 'secure:token': 'k.bot', 'secure:clientSecret': 'k.client' },
  applied: { displayName: 'digest' },
};
const slack = {
  id: 'PROJECT_EXT_1',
  type: 'OAuthProvider',
  properties: { providerType: 'slackConnection', displayName: 'Changed by hand', clientId: 'c' },
  hidden: ['secure:clientSecret', 'secure:token'],
};
const hub = { id: 'PROJECT_EXT_2', type: 'OAuthProvider', properties: { providerType: 'Docker' }, hidden: [] };

const server = (more: Partial<LiveProject> = {}, entries: Readonly<Record<string, LedgerEntry>> = {}): Live =>
  liveState([
    liveProject('Payments', {
      connections: [slack, hub],
      ledgers: [
        ledgerFeature('L', 'acme', 'Payments', {
          slack: recorded,
          hub: { kind: 'dockerRegistry', id: 'PROJECT_EXT_2' },
          ...entries,
        }),
      ],
      ...more,
    }),
  ]);

describe('a rotation', () => {
  it('sends all secrets of the connection and nothing else, whatever else differs', () => {
    const { plan, diagnostics } = planRotation(manifestOf(), server(), 'Payments/slack', undefined);
    expect(diagnostics).toEqual([]);
    expect(plan.changes).toEqual([
      {
        target: 'connection',
        action: 'update',
        reason: 'rotation',
        address: 'Payments/slack',
        project: 'Payments',
        key: 'slack',
        kind: 'slackConnection',
        providerType: 'slackConnection',
        displayName: 'Slack',
        featureId: 'PROJECT_EXT_1',
        fingerprint: fingerprint(slack),
        seen: { properties: slack.properties, hidden: slack.hidden },
        properties: [
          {
            property: 'botToken',
            featureProperty: 'secure:token',
            after: botToken,
            sensitive: true,
            resend: 'rotation',
          },
          {
            property: 'clientSecret',
            featureProperty: 'secure:clientSecret',
            after: clientSecret,
            sensitive: true,
            sentRevision: 1,
          },
        ],
        unchanged: 3,
        entry: {
          ...recorded,
          revisions: { 'secure:token': 1, 'secure:clientSecret': 2 },
          fingerprints: undefined,
        },
      },
    ]);
  });

  it.each(['botToken', 'secure:token'])('sends one secret where `%s` is named', (name) => {
    const { plan } = planRotation(manifestOf(), server(), 'Payments/slack', name);
    expect(plan.changes).toMatchObject([
      {
        properties: [{ property: 'botToken' }],
        entry: { revisions: recorded.revisions, fingerprints: { 'secure:clientSecret': 'k.client' } },
      },
    ]);
  });

  it('leaves kept secrets where they are', () => {
    const { plan } = planRotation(manifestOf({ botToken: { secret: 'keep' } }), server(), 'Payments/slack', undefined);
    expect(plan.changes).toMatchObject([{ properties: [{ property: 'clientSecret' }] }]);
  });
});

describe('no rotation is possible', () => {
  const refusal = (
    manifest: Manifest,
    live: Live,
    address = 'Payments/slack',
    property?: string,
  ): readonly (string | undefined)[] => {
    const { plan, diagnostics } = planRotation(manifest, live, address, property);
    expect(plan.changes).toEqual([]);
    expect(diagnostics).toHaveLength(1);
    return diagnostics.flatMap(({ code, message, notes = [], hint }) => [`${code} ${message}`, ...notes, hint]);
  };

  it('of what is not declared', () => {
    expect(refusal(manifestOf(), server(), 'Payments/slck')).toEqual([
      'PB614 Stack `acme` declares no connection `Payments/slck`.',
      'Did you mean `Payments/slack`?',
    ]);
    const gone = { old: { kind: 'slackConnection', id: 'PROJECT_EXT_3' } };
    expect(refusal(manifestOf(), server({}, gone), 'Payments/old')).toEqual([
      'PB614 Stack `acme` declares no connection `Payments/old`.',
      'It owns one on the server, which the next apply deletes.',
      undefined,
    ]);
  });

  it('of what is not owned, is gone, or has another key or kind on the server', () => {
    const first = 'Run `plugboard apply` first.';
    expect(refusal(manifestOf(), server({ ledgers: [] }))).toEqual([
      'PB614 `Payments/slack` is not on the server yet, or nobody has adopted it.',
      first,
    ]);
    expect(refusal(manifestOf(), server({ connections: [hub] }))).toEqual([
      'PB614 `Payments/slack` is gone from the server.',
      first,
    ]);
    const ledgers = [ledgerFeature('L', 'acme', 'Payments', { old: recorded })];
    expect(refusal(manifestOf({}, { formerly: 'old' }), server({ ledgers }))).toEqual([
      'PB614 `Payments/slack` is still `Payments/old` on the server.',
      first,
    ]);
    const npm = { ...slack, properties: { ...slack.properties, providerType: 'NpmRegistry' } };
    expect(refusal(manifestOf(), server({ connections: [npm] }))).toEqual([
      'PB614 `Payments/slack` is not a `slackConnection` on the server yet.',
      'Run `plugboard apply` first: what replaces it gets its secrets anyway.',
    ]);
  });

  it('of what is no secret, or one that the server keeps', () => {
    expect(refusal(manifestOf(), server(), 'Payments/hub')).toEqual(['PB614 `Payments/hub` has no secret.', undefined]);
    expect(refusal(manifestOf(), server(), 'Payments/slack', 'botTokn')).toEqual([
      'PB614 `Payments/slack` has no secret `botTokn`.',
      'It has: `botToken`, `clientSecret`.',
      'Did you mean `botToken`?',
    ]);
    const kept = { secret: 'keep' };
    const hint =
      "Say where the value is in place of `secret.keep()`, for instance `secret.env('NAME')`, and run `plugboard apply`.";
    expect(refusal(manifestOf({ botToken: kept }), server(), 'Payments/slack', 'botToken')).toEqual([
      'PB614 `botToken` of `Payments/slack` is what the server has, and Plugboard does not know it.',
      hint,
    ]);
  });

  it('in a project that nobody can edit', () => {
    expect(
      planRotation(manifestOf(), server({ readOnly: true }), 'Payments/slack', undefined).diagnostics,
    ).toMatchObject([{ code: 'PB504' }]);
  });
});
