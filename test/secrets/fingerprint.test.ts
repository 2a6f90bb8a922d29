import { describe, expect, it } from 'vitest';
import type { ConnectionChange, Plan } from '../../compiler/model.ts';
import type { SentSecret } from '../../compiler/plan/sent-secrets.ts';
import { compareSecrets } from '../../compiler/secrets/compare-secrets.ts';
import {
  type FingerprintKey,
  fingerprintKey,
  fingerprintOf,
  isSameSecret,
  isUnderKey,
} from '../../compiler/secrets/fingerprint.ts';
import { secretSources } from '../../compiler/secrets/sources.ts';
import { withFingerprints } from '../../compiler/secrets/with-fingerprints.ts';
import { failureOf } from '../failure-of.ts';

function keyOf(text: string): FingerprintKey {
  const key = fingerprintKey({ PLUGBOARD_FINGERPRINT_KEY: text });
  if (key === undefined) throw new Error('there is no key');
  return key;
}

const key = keyOf('a'.repeat(32));
const other = keyOf('b'.repeat(32));
const scope = { stack: 'acme', project: 'Payments', featureProperty: 'secure:token' };

describe('the fingerprint key', () => {
  it('is nobody’s duty', () => {
    expect(fingerprintKey({})).toBeUndefined();
    expect(fingerprintKey({ PLUGBOARD_FINGERPRINT_KEY: '' })).toBeUndefined();
  });

  it('is refused where it is short, and not repeated', async () => {
    const found = await failureOf(async () => fingerprintKey({ PLUGBOARD_FINGERPRINT_KEY: 'canary' }));
    expect(found.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'PB612 `PLUGBOARD_FINGERPRINT_KEY` must have at least 32 characters.',
    ]);
    expect(JSON.stringify(found)).not.toContain('canary');
  });
});

describe('a fingerprint', () => {
  it('tells one value from another, under its key and in its place', () => {
    const fingerprint = fingerprintOf(key, scope, 'x1');
    expect(fingerprint).toMatch(/^[0-9a-f]{8}\.[\w-]{8}\.[\w-]{22}$/);
    expect(isUnderKey(key, fingerprint)).toBe(true);
    expect(isUnderKey(other, fingerprint)).toBe(false);
    expect(isSameSecret(key, scope, 'x1', fingerprint)).toBe(true);
    expect(isSameSecret(key, scope, 'x2', fingerprint)).toBe(false);
    expect(isSameSecret(key, { ...scope, stack: 'other' }, 'x1', fingerprint)).toBe(false);
    expect(isSameSecret(key, { ...scope, project: 'Other' }, 'x1', fingerprint)).toBe(false);
    expect(isSameSecret(key, { ...scope, featureProperty: 'secure:x' }, 'x1', fingerprint)).toBe(false);
  });

  it('does not tell that two secrets are the same', () => {
    expect(fingerprintOf(key, scope, 'x1')).not.toBe(fingerprintOf(key, scope, 'x1'));
  });

  it('is this one, now and in the next version', () => {
    expect(fingerprintOf(key, scope, 'x1', 'saltsalt')).toBe('c6f71576.saltsalt.wsN0E1YHAkDwhseiv1hNug');
  });
});

describe('comparing', () => {
  const sent = (address: string, name: string, fingerprint?: string): SentSecret => ({
    address,
    project: 'Payments',
    property: 'token',
    featureProperty: 'secure:token',
    secret: { secret: 'env', name },
    fingerprint,
  });
  const compare = (all: readonly SentSecret[]): ReturnType<typeof compareSecrets> => {
    const looked: string[] = [];
    const environment = new Proxy({ SAME: 'x1', CHANGED: 'x2' } as Readonly<Record<string, string>>, {
      get: (target, name) => {
        looked.push(String(name));
        return target[String(name)];
      },
    });
    const sources = secretSources({ environment, folder: '/' });
    return compareSecrets('acme', all, key, sources).then((compared) => {
      expect(looked).not.toContain('UNKNOWN');
      return compared;
    });
  };

  it('finds the values that are not those that were sent last', async () => {
    const before = fingerprintOf(key, scope, 'x1');
    const { resend, diagnostics } = await compare([sent('P/a', 'SAME', before), sent('P/b', 'CHANGED', before)]);
    expect(diagnostics).toEqual([]);
    expect(resend('P/a', 'secure:token', before)).toBeUndefined();
    expect(resend('P/b', 'secure:token', before)).toBe('value-differs');
    expect(resend('P/b', 'secure:token', 'of what was sent since')).toBeUndefined();
    expect(resend('P/b', 'secure:other', before)).toBeUndefined();
  });

  it('asks for no value, and sends nothing, where there is no fingerprint under this key', async () => {
    const all = [sent('P/a', 'UNKNOWN'), sent('P/b', 'UNKNOWN', fingerprintOf(other, scope, 'x1'))];
    const { resend, diagnostics } = await compare(all);
    const found = all.map(({ address, fingerprint }) => resend(address, 'secure:token', fingerprint));
    expect(found).toEqual([undefined, undefined]);
    expect(diagnostics.map(({ code, severity, message, hint }) => [code, severity, message, hint])).toEqual([
      [
        'PB613',
        'warning',
        'What was sent last has no fingerprint under this key: `token` of `P/a`, `token` of `P/b`.',
        '`plugboard rotate P/a` sends the secrets of a connection now; from then on they are compared.',
      ],
    ]);
  });

  it('names a few of many', async () => {
    const { diagnostics } = await compare(Array.from({ length: 7 }, (_, index) => sent(`P/${index}`, 'UNKNOWN')));
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'What was sent last has no fingerprint under this key: `token` of `P/0`, `token` of `P/1`, `token` of `P/2`, `token` of `P/3`, `token` of `P/4` and 2 more.',
    ]);
  });

  it('goes on where a value is not there', async () => {
    const before = fingerprintOf(key, scope, 'x1');
    const { resend, diagnostics } = await compare([sent('P/a', 'MISSING', before)]);
    expect(resend('P/a', 'secure:token', before)).toBeUndefined();
    expect(diagnostics.map(({ code, severity, message }) => [code, severity, message])).toEqual([
      [
        'PB613',
        'warning',
        '`token` of `P/a` was not compared with what was sent last. Environment variable `MISSING` is not set.',
      ],
    ]);
  });
});

describe('the ledger', () => {
  const after = { secret: 'env', name: 'TOKEN' } as const;
  const change: ConnectionChange = {
    target: 'connection',
    action: 'update',
    reason: 'differs',
    address: 'Payments/slack',
    project: 'Payments',
    key: 'slack',
    kind: 'slackConnection',
    providerType: 'slackConnection',
    displayName: 'Slack',
    properties: [
      { property: 'name', featureProperty: 'displayName', after: 'Slack', sensitive: false },
      { property: 'token', featureProperty: 'secure:token', after, sensitive: true },
    ],
    unchanged: 0,
    entry: { kind: 'slackConnection', fingerprints: { 'secure:other': 'as before' } },
  };
  const plan: Plan = {
    stack: 'acme',
    source: { kind: 'data-directory', path: 'x' },
    changes: [change],
    unchanged: 0,
    unmanaged: [],
    audiences: [],
  };
  const secrets = { values: ['x1'], valueOf: () => 'x1' };

  it('gets a fingerprint of each secret that is sent', () => {
    const [made] = withFingerprints(plan, secrets, key).changes;
    const fingerprints = made?.target === 'connection' ? made.entry?.fingerprints : undefined;
    expect(Object.keys(fingerprints ?? {})).toEqual(['secure:other', 'secure:token']);
    expect(isSameSecret(key, scope, 'x1', fingerprints?.['secure:token'] ?? '')).toBe(true);
  });

  it('gets none where there is no key', () => {
    expect(withFingerprints(plan, secrets, undefined)).toBe(plan);
  });
});
