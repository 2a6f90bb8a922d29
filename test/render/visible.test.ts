import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoted, visible, visibleJson } from '../../compiler/diagnostics/visible.ts';

describe('a text of somebody else', () => {
  it.each([
    ['plain — “text” ✓', 'plain — “text” ✓'],
    ['two\nlines\r\n\tindented', 'two\\nlines\\r\\n\\tindented'],
    ['\u001b[31mred', '\\u{001b}[31mred'],
    ['\u202etxet\u2066', '\\u{202e}txet\\u{2066}'],
    ['\u061c\u200b\u200d\u2060\ufeff\u206f', '\\u{061c}\\u{200b}\\u{200d}\\u{2060}\\u{feff}\\u{206f}'],
    ["##teamcity[buildStatus text='x']", "##teamcity\\u{005b}buildStatus text='x']"],
  ])('%j is shown as %j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it.each([
    ['a soft hyphen', 'a\u00adb', 'a\\u{00ad}b'],
    ['a filler that looks like a blank', 'a\u3164\u115f\u2800', 'a\\u{3164}\\u{115f}\\u{2800}'],
    ['tags beyond the first plane', 'a\u{e0041}', 'a\\u{e0041}'],
    ['a variation selector and a joiner', '\u2764\ufe0f\u034f', '\u2764\\u{fe0f}\\u{034f}'],
    ['blanks of other widths', 'a\u00a0b\u2003c\u3000', 'a\\u{00a0}b\\u{2003}c\\u{3000}'],
    ['private characters, and halves', '\ue000\ud800', '\\u{e000}\\u{d800}'],
    ['an accent on nothing', '\u0301a \u0301', '\\u{0301}a \\u{0301}'],
    ['letters of another script in a Latin word', 'p\u0430ypal', 'p\\u{0430}ypal'],
  ])('has %s spelled out', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('keeps the letters of every script, and accents on them', () => {
    for (const text of ['привет', 'naïve', 'e\u0301', 'ελληνικά', '日本語', 'नमस्ते', '✓ — “x”', '😀'])
      expect(visible(text)).toBe(text);
  });

  it('is cut where it is too long, by characters and not in the middle of one', () => {
    expect(quoted('😀'.repeat(201))).toMatch(
      /^"(?:😀){60}…\(101 characters left out\)…(?:😀){40}" \(sha256 [0-9a-f]{64}\)$/u,
    );
    expect(quoted('say "hi"')).toBe('"say \\"hi\\""');
  });

  it('is no other one that looks like it', () => {
    expect(quoted('a\nb')).not.toBe(quoted('a\\nb'));
    const unit = fc.constantFrom(
      '\\',
      '"',
      'n',
      'u',
      '{',
      '0',
      'a',
      '}',
      '\n',
      '\u000a',
      '\u202e',
      '\u00ad',
      '##[',
      'x'.repeat(90),
    );
    const text = fc.string({ unit, maxLength: 12 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(quoted(one) === quoted(other)).toBe(one === other);
      }),
    );
  });

  it('keeps its meaning in JSON, where nothing is hidden', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const json = visibleJson(JSON.stringify(text));
        expect(JSON.parse(json)).toBe(text);
        expect(json).not.toMatch(/\p{Cf}|\p{Default_Ignorable_Code_Point}|[\u007f-\u009f]/u);
      }),
    );
  });
});
