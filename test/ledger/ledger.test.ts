import { describe, expect, it } from 'vitest';
import { Failure } from '../../compiler/diagnostics/failure.ts';
import { emptyLedger, entryName, entryText, readLedger } from '../../compiler/ledger/ledger.ts';
import { readOwnership } from '../../compiler/ledger/ownership.ts';
import { ledgerFeature, liveProject, liveState } from '../live-state.ts';

const failureOf = (action: () => unknown): readonly string[] => {
  try {
    action();
  } catch (error) {
    if (error instanceof Failure) return error.diagnostics.map(({ code, message }) => `${code} ${message}`);
    throw error;
  }
  return [];
};

describe('the ledger', () => {
  it('reads what it wrote', () => {
    const entry = {
      kind: 'githubConnection',
      id: 'PROJECT_EXT_4',
      revisions: { 'secure:clientSecret': 2 },
      fingerprints: { 'secure:clientSecret': 'key.salt.digest' },
    };
    const feature = {
      id: 'PROJECT_EXT_9',
      type: 'plugboard',
      properties: { ...emptyLedger('acme', 'Payments'), [entryName('github')]: entryText(entry) },
      hidden: [],
    };
    expect(readLedger(liveProject('Payments'), feature)).toEqual({
      featureId: 'PROJECT_EXT_9',
      stack: 'acme',
      project: 'Payments',
      entries: new Map([['github', entry]]),
    });
  });

  it('refuses a newer format instead of forgetting what is owned', () => {
    const feature = ledgerFeature('L', 'acme', 'Payments', {});
    const newer = { ...feature, properties: { ...feature.properties, format: '2' } };
    expect(failureOf(() => readLedger(liveProject('Payments'), newer))).toEqual([
      'PB508 The ledger of stack `acme` in project `Payments` (feature `L`) has format `2` (property `format`); this version reads `1`.',
    ]);
  });

  it.each([
    ['that is no JSON', 'connection:github', '{"kind":'],
    ['of another shape', 'connection:github', '{"id":"PROJECT_EXT_1"}'],
    ['that is text', 'connection:github', '"githubConnection"'],
    ['with a wrong revision', 'connection:github', '{"kind":"githubConnection","revisions":{"secure:a":"1"}}'],
    ['without a key', 'connection:', '{"kind":"githubConnection"}'],
  ])('refuses an entry %s, and names project, feature and property', (_, name, text) => {
    const feature = ledgerFeature('L', 'acme', 'Payments', {});
    const damaged = { ...feature, properties: { ...feature.properties, [name]: text } };
    expect(failureOf(() => readLedger(liveProject('Payments'), damaged))).toEqual([
      `PB508 The ledger of stack \`acme\` in project \`Payments\` (feature \`L\`) is damaged at property \`${name}\`.`,
    ]);
  });

  it.each([
    ['format', 'names no format (property `format`); this version reads `1`.'],
    ['project', 'is damaged at property `project`.'],
  ])('refuses one without its property %s', (name, what) => {
    const feature = ledgerFeature('L', 'acme', 'Payments', {});
    const properties = Object.fromEntries(Object.entries(feature.properties).filter(([other]) => other !== name));
    expect(failureOf(() => readLedger(liveProject('Payments'), { ...feature, properties }))).toEqual([
      `PB508 The ledger of stack \`acme\` in project \`Payments\` (feature \`L\`) ${what}`,
    ]);
  });
});

describe('ownership', () => {
  const mine = ledgerFeature('L1', 'acme', 'Payments', { github: { kind: 'githubConnection', id: 'PROJECT_EXT_1' } });
  const theirs = ledgerFeature('L2', 'other', 'Payments', { slack: { kind: 'slackConnection', id: 'PROJECT_EXT_2' } });

  it('tells the stacks of one project apart', () => {
    const ownership = readOwnership(liveState([liveProject('Payments', { ledgers: [mine, theirs] })]), 'acme');
    expect([...ownership.own.keys()]).toEqual(['Payments/github']);
    expect(ownership.ownerOf('Payments', 'PROJECT_EXT_1')).toBe('acme');
    expect(ownership.ownerOf('Payments', 'PROJECT_EXT_2')).toBe('other');
    expect(ownership.ownerOf('Payments', 'PROJECT_EXT_3')).toBeUndefined();
  });

  it('takes everything in a project for another stack’s whose ledger there cannot be read', () => {
    const damaged = { ...theirs, properties: { ...theirs.properties, 'connection:slack': 'garbage' } };
    const ownership = readOwnership(liveState([liveProject('Payments', { ledgers: [mine, damaged] })]), 'acme');
    expect(ownership.ownerOf('Payments', 'PROJECT_EXT_1')).toBe('acme');
    expect(ownership.ownerOf('Payments', 'PROJECT_EXT_9')).toBe('other');
  });

  it('refuses two ledgers of one stack in a project', () => {
    const twice = liveState([liveProject('Payments', { ledgers: [mine, { ...mine, id: 'L3' }] })]);
    expect(failureOf(() => readOwnership(twice, 'acme'))).toEqual([
      'PB508 Project `Payments` has two ledgers of stack `acme` (features `L1` and `L3`).',
    ]);
  });
});
