import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownChange, shownValue } from '../../compiler/render/shown-change.ts';
import { testCertificate } from '../certificate.ts';

const text = (before: string, after: string): string => {
  const { text: first, lines = [] } = shownChange(before, after);
  return [first, ...lines].join('\n');
};
const digest = /sha256 [0-9a-f]{64}/g;

describe('a change of a value', () => {
  it('is shown whole where both are short', () => {
    expect(text('a', 'b')).toBe('"a" -> "b"');
  });

  it.each([
    ['at the end', `${'a'.repeat(400)}old`, `${'a'.repeat(400)}new`],
    ['at the beginning', `old${'a'.repeat(400)}`, `new${'a'.repeat(400)}`],
    ['in the middle', `${'a'.repeat(400)}old${'b'.repeat(400)}`, `${'a'.repeat(400)}new${'b'.repeat(400)}`],
    [
      'in three places',
      `old ${'a '.repeat(400)}old ${'b '.repeat(400)}old`,
      `new ${'a '.repeat(400)}new ${'b '.repeat(400)}new`,
    ],
  ])('is shown with its surroundings where it lies %s of a long one', (where, before, after) => {
    const shown = text(before, after);
    const places = where === 'in three places' ? 3 : 1;
    const words = shown.replace(digest, '');
    expect(words.match(/old/g)).toHaveLength(places);
    expect(words.match(/new/g)).toHaveLength(places);
    expect(words).toMatch(/…\(\d+ characters left out\)…/);
    expect(shown.match(digest)).toHaveLength(2);
    expect(shown.length).toBeLessThan(1_000);
  });

  it('is shown line by line where the value has lines', () => {
    const before = ['first', 'second', 'third', 'fourth', ''].join('\n');
    const after = ['first', 'second, changed', 'third', 'fourth', 'fifth', ''].join('\n');
    const shown = shownChange(before, after);
    expect(shown.text).toMatch(/^text in lines: 1 removed, 2 added \(sha256 [0-9a-f]{64} -> sha256 [0-9a-f]{64}\)$/);
    expect(shown.lines).toEqual([
      '  (1 equal line)',
      '- "second"',
      '+ "second, changed"',
      '  (2 equal lines)',
      '+ "fifth"',
      '  (1 equal line)',
    ]);
  });

  it('says how many lines are not shown', () => {
    const lines = (word: string): string => Array.from({ length: 100 }, (_, index) => `${word} ${index}`).join('\n');
    const { lines: shown = [] } = shownChange(lines('a'), lines('b'));
    expect(shown).toHaveLength(41);
    expect(shown.at(-1)).toBe('(160 more lines of differences)');
  });

  it('is to be seen for any two values, in bounded length, with nothing that hides', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      fc.constantFrom(
        'x'.repeat(90),
        'lorem ipsum '.repeat(30),
        '\n',
        '\\n',
        '"',
        '\u202e',
        '\u00ad',
        '-----BEGIN CERTIFICATE-----\n',
        '…(5 characters left out)…',
      ),
    );
    const value = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(value, value, (one, other) => {
        if (one === other) return;
        const shown = text(one, other);
        expect(shown).not.toBe(text(one, one));
        expect(shown).not.toBe(text(other, other));
        expect(shown).not.toBe(text(other, one));
        expect(shown.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cf}|\p{Default_Ignorable_Code_Point}/u);
        expect(shown.length).toBeLessThan(60_000);
      }),
      { numRuns: 300 },
    );
  });

  it('takes no longer the longer it is than to read it', () => {
    const long = (word: string): string => Array.from({ length: 60_000 }, (_, index) => `${word}${index}`).join(' ');
    expect(text(long('a'), long('b')).length).toBeLessThan(2_500);
    expect(text(`${'a'.repeat(1e6)}x`, `${'a'.repeat(1e6)}y`)).toContain('x" (sha256');
  });
});

describe('a certificate or a key', () => {
  const certificate = testCertificate();
  const { publicKey, privateKey } = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

  it('is shown by whose it is, until when, and its fingerprint', () => {
    expect(shownValue(certificate.cert)).toMatch(
      /^certificate of .*CN=.*, until \d{4}-\d\d-\d\d, SHA-256 (?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/,
    );
    expect(shownValue(publicKey)).toMatch(/^public key \(ed25519\), SHA-256 (?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(shownValue(`ssh-ed25519 ${'A'.repeat(68)} me@example.com`)).toMatch(/^public key, SHA-256 /);
  });

  it('is not shown where it is private', () => {
    const shown = text(privateKey, `${certificate.cert}\n${privateKey}`);
    expect(shown).toMatch(
      /^private key, not shown \(sha256 [0-9a-f]{64}\) -> certificate of .*; private key, not shown /,
    );
    const [, secret = ''] = privateKey.split('\n');
    expect(shown).not.toContain(secret);
  });

  it('that is none is a text like any other', () => {
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
    expect(shownValue(broken)).toBe(`"${broken.replaceAll('\n', '\\n')}"`);
  });
});
