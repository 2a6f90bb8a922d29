import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearPattern } from '../../compiler/kinds/linear-pattern.ts';

const atom = fc.constantFrom(
  ...['a', 'b', '.', '\\d', '\\D', '\\w', '\\W', '\\s', '\\S', '\\b', '^', '$', '\\.', '\\/', '\\t', '\\0', '\\x41'],
  ...['[ab]', '[^ab]', '[\\s]', '[^\\s]', '[\\S]', '[^\\Sa]', '[\\w-]', '[[a]', '[a.]', '[\\]]', '[\\u2028-\\u2030]'],
  ...['\\u0061', '\\u{1F600}', '\\ud83d\\ude00', '😀', '[😀]', '\\p{Lu}', '\\P{L}', '\\\\u0061', '\\[a', '\\(\\?i:'],
);
const counted = fc
  .tuple(atom, fc.constantFrom('', '', '?', '+', '*?', '{2}', '{0,3}'))
  .map(([one, count]) => (/^(?:\^|\$|\\b)$/.test(one) ? one : one.length > 1 ? `(?:${one})${count}` : one + count));
const pattern = fc
  .array(
    fc.oneof(
      counted,
      fc.tuple(counted, counted).map(([one, other]) => `(${one}|${other})*`),
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(''));
const text = fc
  .array(fc.constantFrom(...'abA1_-./[]\\() \n\r\t\v\u00a0\u2028\u2029\u202f\u3000\ufeff\u0085\0', '😀', 'é'), {
    maxLength: 6,
  })
  .map((letters) => letters.join(''));

describe('a pattern in linear time', () => {
  it('means what it means to JavaScript', () => {
    fc.assert(
      fc.property(pattern, fc.array(text, { maxLength: 20 }), (written, texts) => {
        const linear = linearPattern(written);
        const own = new RegExp(written, 'u');
        for (const one of texts) expect([written, one, linear?.test(one)]).toEqual([written, one, own.test(one)]);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['^(a+)+$', '^(a|a)*$', '^(?:a|aa|aaa)+$', '^(.*)*$', '^(a?){50}a{50}$'])(
    'has an end where JavaScript finds none: %s',
    (written) => {
      expect(linearPattern(written)?.test(`${'a'.repeat(50_000)}\n!`)).toBe(false);
    },
  );

  it.each([
    ['(?=a)', 'look-ahead'],
    ['(?!a)', 'negative look-ahead'],
    ['(?<=a)b', 'look-behind'],
    ['(?<!a)b', 'negative look-behind'],
    ['(a)\\1', 'a back-reference'],
    ['(?<n>a)\\k<n>', 'a named back-reference'],
    ['(?i:a)', 'a modifier'],
    ['(?s-i:.)', 'modifiers'],
    ['a{2000}', 'a large count'],
    ['((a{0,30}){0,30}){0,30}', 'counts that are large together'],
    ['[a-z]{900}[a-z]{900}', 'counts one after the other'],
    ['(', 'no pattern at all'],
    ['(?i)a', 'what only other engines know'],
    ['a'.repeat(1001), 'more than anybody can read'],
    [`${'('.repeat(500)}a${')'.repeat(500)}`, 'hundreds of groups'],
  ])('is refused: %s, %s', (written) => {
    expect(linearPattern(written)).toBeUndefined();
  });
});
