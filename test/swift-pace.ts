import type { Pace } from '../compiler/live/retries.ts';

/** Waits for nothing and leaves nothing to chance; the pauses that were asked for come into the list. */
export const swiftPace = (pauses: number[] = []): Partial<Pace> => ({
  wait: async (milliseconds) => void pauses.push(milliseconds),
  random: () => 0.5,
});
