import { describe, expect, it } from 'vitest';
import { literalsOf } from '../../compiler/render/literals.ts';

describe('the literals of a hostile file', () => {
  it('have its line broken once, however many quotes are wrong in it', () => {
    const literals = literalsOf(`const x: number = ${'"'.repeat(1_000)}\n`) ?? [];
    expect(literals.filter(({ is }) => is === 'broken line')).toHaveLength(1);
  });

  it('are not told where templates nest deeper than anybody writes: all of it is hidden', () => {
    const nested = (depth: number): string => `${'`${'.repeat(depth)}1${'}`'.repeat(depth)}`;
    expect(literalsOf(nested(100))).toBeDefined();
    expect(literalsOf(nested(2_000))).toBeUndefined();
  });
});
