import { totalmem } from 'node:os';
import process from 'node:process';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { limitsFor } from '../../compiler/typecheck/compiler-limits.ts';

const megabyte = 2 ** 20;

function inContainerOf(bytes: number): void {
  const spy = vi.spyOn(process, 'constrainedMemory').mockReturnValue(bytes);
  onTestFinished(() => spy.mockRestore());
}

describe('the limits of the type checker', () => {
  it('grow with the program, to an end', () => {
    expect([0, 10, 1000].map((size) => limitsFor(size * megabyte).milliseconds)).toEqual([10_000, 30_000, 120_000]);
    expect(limitsFor(1000 * megabyte).memory).toBeLessThan(totalmem());
  });

  it('are no more than a container has beside ourselves, but enough to begin', () => {
    inContainerOf(process.memoryUsage.rss() + 500 * megabyte);
    expect(limitsFor(0).isAllThereIs).toBe(true);
    expect(limitsFor(0).memory / megabyte).toBeCloseTo(400, -2);
    inContainerOf(1);
    expect(limitsFor(0).memory).toBe(128 * megabyte);
  });

  it('are the usual ones in a container without any', () => {
    inContainerOf(0);
    const usual = limitsFor(0);
    inContainerOf(Number.MAX_SAFE_INTEGER);
    expect(limitsFor(0)).toEqual(usual);
  });
});
