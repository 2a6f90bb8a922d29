import { describe, expect, it } from 'vitest';
import { boundedFindings } from '../../compiler/diagnostics/bounded-findings.ts';
import { diagnostic } from '../../compiler/diagnostics/diagnostic.ts';

describe('many findings', () => {
  it('are the worst of them, in their order, and say how many are left out', () => {
    const found = Array.from({ length: 2_000 }, (_, index) =>
      diagnostic(index === 1_999 ? 'PB301' : 'PB309', `number ${index}`),
    );
    const shown = boundedFindings(found);
    expect(shown).toHaveLength(500);
    expect(shown[0]).toBe(found[0]);
    expect(shown.at(-1)).toMatchObject({
      message: 'number 1999',
      notes: ['1500 more findings are left out: mend these first.'],
    });
  });

  it('are as they were where they are few', () => {
    const found = [diagnostic('PB301', 'one')];
    expect(boundedFindings(found)).toBe(found);
  });
});

describe('a finding', () => {
  it('has no text that nobody would read to its end', () => {
    const long = 'x'.repeat(100_000);
    const { message, hint = '', notes = [] } = diagnostic('PB301', long, { hint: long, notes: [long] });
    for (const text of [message, hint, ...notes]) {
      expect(text.length).toBeLessThanOrEqual(2_000);
      expect(text).toMatch(/^x+…\(98150 characters left out\)…x+ \(sha256 [0-9a-f]{64}\)$/);
    }
  });
});
