import { describe, expect, it } from 'vitest';
import { asciiText } from '../../compiler/render/ascii.ts';

describe('a text for a terminal without Unicode', () => {
  it.each([
    ['The project’s “settings” … – — →', 'The project\'s "settings" ... - - ->'],
    ['Жук 🐳', '\\u{0416}\\u{0443}\\u{043a} \\u{1f433}'],
    ['+ plain\n', '+ plain\n'],
  ])('has %j as %j', (text, shown) => {
    expect(asciiText(text)).toBe(shown);
  });
});
