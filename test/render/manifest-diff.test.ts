import { applyPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesDiff } from '../../compiler/render/manifest-diff.ts';

const numbered = (count: number, word: string): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${word} ${index}`);

describe('a diff of lines', () => {
  it('turns the one into the other', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', '{', '}'), { maxLength: 30 });
    fc.assert(
      fc.property(lines, lines, lines, lines, (start, before, after, end) => {
        const [one, other] = [
          [...start, ...before, ...end, ''],
          [...start, ...after, ...end, ''],
        ];
        const patch = linesDiff(one, other, 'one', 'other') ?? '';
        expect(applyPatch(one.join('\n'), patch)).toBe(other.join('\n'));
      }),
    );
  });

  it('is quick where much is added in one place, and gives up where all is another', () => {
    const lines = numbered(20_000, 'line');
    const more = [...lines.slice(0, 9000), ...numbered(8000, 'new'), ...lines.slice(9000)];
    expect(linesDiff(lines, more, 'a', 'b')?.split('\n').slice(0, 4)).toEqual([
      '--- a',
      '+++ b',
      '@@ -8998,6 +8998,8006 @@',
      ' line 8997',
    ]);
    expect(linesDiff(lines, numbered(20_000, 'other'), 'a', 'b')).toBeUndefined();
  });
});
