import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../../compiler/diagnostics/sort.ts';

const at = (file: string, line: number, column: number): Pick<Diagnostic, 'span'> => ({
  span: { file, line, column, endLine: line, endColumn: column + 1 },
});

const sorted: readonly Diagnostic[] = [
  diagnostic('PB105', 'no place'),
  diagnostic('PB301', 'a', { address: 'A/x' }),
  diagnostic('PB301', 'a', { address: 'B/x' }),
  diagnostic('PB202', 'x', at('B.ts', 9, 9)),
  diagnostic('PB203', 'x', at('a.ts', 2, 10)),
  diagnostic('PB201', 'x', at('a.ts', 10, 1)),
  diagnostic('PB202', 'x', at('a.ts', 10, 1)),
  diagnostic('PB202', 'y', at('a.ts', 10, 1)),
  diagnostic('PB201', 'x', at('a.ts', 10, 2)),
];

describe('the order of messages', () => {
  it('is the same however they come in: no place, file, line, column, code, words', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...sorted], { minLength: sorted.length }), (shuffled) => {
        expect(sortDiagnostics(shuffled)).toEqual(sorted);
      }),
    );
  });
});
