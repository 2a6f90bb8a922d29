import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { withoutDoubles } from '../../compiler/load/without-doubles.ts';

const found = (code: Diagnostic['code'], line: number, file = 'plugboard.ts'): Diagnostic => ({
  code,
  severity: 'error',
  title: code,
  message: `${code} at ${line}`,
  span: { file, line, column: 1, endLine: line, endColumn: 2 },
});

const left = (...all: readonly Diagnostic[]): readonly string[] =>
  withoutDoubles(all).map(({ code, span }) => `${code}:${span?.line}`);

describe('of two messages about one line', () => {
  it('TypeScript’s own is left, where the other says how the run ended', () => {
    expect(left(found('PB104', 3), found('TS2304', 3))).toEqual(['TS2304:3']);
  });

  it('both are left where they are about different lines', () => {
    expect(left(found('PB104', 3), found('TS2304', 4))).toEqual(['PB104:3', 'TS2304:4']);
  });

  it('that of an import is left, where TypeScript says that there is no such module', () => {
    expect(left(found('PB103', 1), found('TS2307', 1))).toEqual(['PB103:1']);
    expect(left(found('PB102', 1), found('TS2591', 1))).toEqual(['PB102:1']);
  });

  it('that which knows the kind is left, where TypeScript knows types only', () => {
    expect(left(found('PB203', 2), found('TS2322', 2))).toEqual(['PB203:2']);
  });

  it('one is left of two that are the same', () => {
    expect(left(found('PB203', 2), found('PB203', 2))).toEqual(['PB203:2']);
  });
});

it('a file that cannot be read is left to TypeScript, where that says why', () => {
  expect(left(found('PB108', 1), found('TS1005', 9))).toEqual(['TS1005:9']);
  expect(left(found('PB108', 1), found('TS1005', 9, 'other.ts'))).toEqual(['PB108:1', 'TS1005:9']);
});
