import { describe, expect, it } from 'vitest';
import { retryAfter } from '../../compiler/live/retry-after.ts';

const now = Date.parse('2026-11-25T12:00:00Z');

describe('Retry-After', () => {
  it.each([
    [undefined, undefined],
    ['2', 2000],
    [' 120 ', 120_000],
    ['0', 0],
    ['Wed, 25 Nov 2026 12:00:30 GMT', 30_000],
    ['Wed, 25 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['-1', undefined],
    ['', undefined],
  ])('%j asks for %j ms', (text, milliseconds) => {
    expect(retryAfter(text, now)).toBe(milliseconds);
  });
});
