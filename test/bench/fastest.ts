import type { Measurement } from './measure.ts';

/** The fastest of some runs: what is slower was disturbed by something else. */
export const fastest = (runs: readonly Measurement[]): Measurement =>
  runs.reduce((a, b) => (b.milliseconds < a.milliseconds ? b : a));
