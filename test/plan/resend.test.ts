import { describe, expect, it } from 'vitest';
import { flatten } from '../../compiler/flatten/flatten.ts';
import type { Change, LedgerEntry, Live, Manifest } from '../../compiler/model.ts';
import { planChanges } from '../../compiler/plan/plan.ts';
import type { Resend } from '../../compiler/plan/property-changes.ts';
import { sentSecrets } from '../../compiler/plan/sent-secrets.ts';
import { declaredConnection, declaredProject, declaredStack } from '../declared.ts';
import { ledgerFeature, liveProject, liveState } from '../live-state.ts';

const clientSecret = { secret: 'env', name: 'CLIENT' } as const;
const botToken = { secret: 'env', name: 'BOT' } as const;

const manifestOf = (more: object = {}, options: object = {}): Manifest => {
  const properties = { displayName: 'Slack', clientId: 'c', clientSecret, botToken, ...more };
  const slack = declaredConnection('slack', 'slackConnection', properties, options);
  return flatten(declaredStack([declaredProject('Payments', { connections: [slack] })]));
};

const fingerprints = { 'secure:token': 'k.bot', 'secure:clientSecret': 'k.client' };
const recorded: LedgerEntry = {
  kind: 'slackConnection',
  id: 'PROJECT_EXT_1',
  revisions: { 'secure:token': 1, 'secure:clientSecret': 1 },
  fingerprints,
};

const properties = manifestOf().connections[0]?.properties ?? {};
const names = Object.keys(properties);
const shown = Object.entries(properties).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
const hidden = names.filter((name) => name.startsWith('secure:'));

const server = (entry: LedgerEntry = recorded, key = 'slack'): Live => {
  const feature = { id: 'PROJECT_EXT_1', type: 'OAuthProvider', properties: Object.fromEntries(shown), hidden };
  const ledgers = [ledgerFeature('L', 'acme', 'Payments', { [key]: entry })];
  return liveState([liveProject('Payments', { connections: [feature], ledgers })]);
};

const planned = (manifest: Manifest, live: Live, resend?: Resend): readonly unknown[] =>
  planChanges(manifest, live, { resend }).plan.changes.map((change: Change) =>
    change.target === 'project'
      ? change
      : [
          change.action,
          change.properties.map((one) => ({ [one.property]: one.resend ?? one.sentRevision })),
          change.entry?.fingerprints,
        ],
  );

describe('the names of the secrets that this test is about', () => {
  it('are those that the server stores', () => {
    expect([...hidden].sort()).toEqual(Object.keys(fingerprints).sort());
  });
});

describe('a secret whose value differs', () => {
  const resend: Resend = (address, name) =>
    address === 'Payments/slack' && name === 'secure:token' ? 'value-differs' : undefined;

  it('is sent again and loses its fingerprint, and no other secret does', () => {
    expect(planned(manifestOf(), server(), resend)).toEqual([
      ['update', [{ botToken: 'value-differs' }], { 'secure:clientSecret': 'k.client' }],
    ]);
  });

  it('is sent once where its revision differs, too', () => {
    const manifest = manifestOf({ botToken: { ...botToken, revision: 2 } });
    expect(planned(manifest, server(), resend)).toEqual([
      ['update', [{ botToken: 1 }], { 'secure:clientSecret': 'k.client' }],
    ]);
  });
});

describe('the fingerprints of a connection', () => {
  it('need no change where nothing is sent', () => {
    expect(planned(manifestOf(), server())).toEqual([]);
  });

  it('stay while other properties change, and under another key of the program', () => {
    expect(planned(manifestOf({ clientId: 'd' }), server())).toEqual([
      ['update', [{ clientId: undefined }], fingerprints],
    ]);
    expect(planned(manifestOf({}, { formerly: 'old' }), server(recorded, 'old'))).toEqual([['move', [], fingerprints]]);
  });

  it('go with the secrets that are declared no more, or kept', () => {
    const left = { 'secure:clientSecret': 'k.client' };
    expect(planned(manifestOf({ botToken: undefined }), server())).toEqual([
      ['update', [{ botToken: undefined }], left],
    ]);
    expect(planned(manifestOf({ botToken: { secret: 'keep' } }), server())).toEqual([['record', [], left]]);
  });

  it('that the ledger has of nothing are removed from it', () => {
    const entry = { ...recorded, fingerprints: { ...fingerprints, 'secure:other': 'k.x' } };
    expect(planned(manifestOf(), server(entry))).toEqual([['record', [], fingerprints]]);
  });
});

describe('secrets that were sent', () => {
  const of = (manifest: Manifest, live: Live): readonly unknown[] =>
    sentSecrets(manifest, live).map(({ address, property, fingerprint }) => [address, property, fingerprint]);

  it('are those that the server has and that nothing asks to send again', () => {
    expect([...of(manifestOf(), server())].sort()).toEqual([
      ['Payments/slack', 'botToken', 'k.bot'],
      ['Payments/slack', 'clientSecret', 'k.client'],
    ]);
    expect(of(manifestOf({ botToken: { ...botToken, revision: 2 } }), server())).toEqual([
      ['Payments/slack', 'clientSecret', 'k.client'],
    ]);
    expect(of(manifestOf({ botToken: { secret: 'keep' } }, { formerly: 'old' }), server(recorded, 'old'))).toEqual([
      ['Payments/slack', 'clientSecret', 'k.client'],
    ]);
    const older = { kind: recorded.kind, id: recorded.id, revisions: recorded.revisions };
    expect(of(manifestOf({ botToken: undefined }), server(older))).toEqual([
      ['Payments/slack', 'clientSecret', undefined],
    ]);
    expect(of(manifestOf(), liveState([liveProject('Payments')]))).toEqual([]);
  });
});
