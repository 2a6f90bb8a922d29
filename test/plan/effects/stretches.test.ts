import fc from 'fast-check';
import { expect, it } from 'vitest';
import { intersect, type Stretches, subtract, union } from '../../../compiler/plan/effects/stretches.ts';

const positions = (stretches: Stretches): readonly number[] =>
  stretches.flatMap(([from, to]) => Array.from({ length: to - from }, (_, index) => from + index));

const some = (): fc.Arbitrary<Stretches> =>
  fc
    .array(fc.tuple(fc.nat(20), fc.nat(5)), { maxLength: 6 })
    .map((pairs) => union(pairs.map(([from, length]) => [from, from + length])));

const isPlain = (stretches: Stretches): boolean =>
  stretches.every(([from, to], index) => from < to && (stretches[index - 1]?.[1] ?? -1) < from);

it('stretches are sets of positions, with one way to write each', () => {
  fc.assert(
    fc.property(some(), some(), (a, b) => {
      const [inA, inB] = [positions(a), positions(b)];
      expect(positions(subtract(a, b))).toEqual(inA.filter((one) => !inB.includes(one)));
      expect(positions(intersect(a, b))).toEqual(inA.filter((one) => inB.includes(one)));
      expect(positions(union([...a, ...b]))).toEqual([...new Set([...inA, ...inB])].sort((x, y) => x - y));
      for (const result of [a, subtract(a, b), intersect(a, b), union([...b, ...a])])
        expect(isPlain(result)).toBe(true);
    }),
  );
});
