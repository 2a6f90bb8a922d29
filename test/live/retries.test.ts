import { describe, expect, it } from 'vitest';
import { type Circumstances, type Failure, fail } from '../../compiler/diagnostics/failure.ts';
import { type Pace, type Retry, usualPace, withRetries } from '../../compiler/live/retries.ts';

const failing = (circumstances: Circumstances): Failure => fail('PB412', 'It failed.', {}, circumstances);
const temporary: Circumstances = { isTemporary: true };

interface Course {
  /** What it came to: `done`, or the failure. */
  readonly end: unknown;
  readonly attempts: number;
  readonly pauses: readonly number[];
  readonly retries: readonly Retry[];
}

/** Fails so often as there are failures, then succeeds. Time goes by only in pauses. */
async function course(failures: readonly unknown[], pace: Partial<Pace> = {}): Promise<Course> {
  const pauses: number[] = [];
  const retries: Retry[] = [];
  let attempts = 0;
  let now = 0;
  const attempt = async (): Promise<string> => {
    attempts += 1;
    const error = failures[attempts - 1];
    if (error !== undefined) throw error;
    return 'done';
  };
  const wait = async (milliseconds: number): Promise<void> => {
    pauses.push(milliseconds);
    now += milliseconds;
  };
  const whole: Pace = { ...usualPace, random: () => 0.5, now: () => now, wait, ...pace };
  const end = await withRetries(attempt, whole, { onRetry: (retry) => retries.push(retry) }).catch(
    (error: unknown) => error,
  );
  return { end, attempts, pauses, retries };
}

describe('a read that fails', () => {
  it('is tried again after growing pauses, four times at most, and says so', async () => {
    const { end, attempts, pauses } = await course(Array(9).fill(failing(temporary)));
    expect(attempts).toBe(4);
    expect(pauses).toEqual([500, 1000, 2000]);
    expect(end).toMatchObject({
      diagnostics: [{ code: 'PB412', notes: ['It was tried 4 times.'] }],
      circumstances: temporary,
    });
  });

  it('is done once it succeeds, and each retry is told', async () => {
    const { end, retries } = await course([failing(temporary), failing(temporary)]);
    expect(end).toBe('done');
    expect(retries).toEqual([
      { reason: 'It failed.', pause: 500, next: 2, tries: 4 },
      { reason: 'It failed.', pause: 1000, next: 3, tries: 4 },
    ]);
  });

  it('leaves a quarter of each pause to chance, and they grow all the same', async () => {
    const failures = Array(3).fill(failing(temporary));
    expect((await course(failures, { random: () => 0 })).pauses).toEqual([375, 750, 1500]);
    expect((await course(failures, { random: () => 0.999_999 })).pauses).toEqual([625, 1250, 2500]);
  });

  it.each<[string, unknown]>([
    ['that will not pass', failing({ outcome: 'not-done' })],
    ['of ours', new TypeError('a bug')],
  ])('in a way %s is not tried again', async (_, error) => {
    expect(await course([error])).toEqual({ end: error, attempts: 1, pauses: [], retries: [] });
  });

  it('waits as long as the server asks, and not less than it would have', async () => {
    const asking = (retryAfterMilliseconds: number): Failure => failing({ ...temporary, retryAfterMilliseconds });
    expect((await course([asking(7000), asking(0), asking(60_000)])).pauses).toEqual([7000, 1000, 60_000]);
  });

  it('is not waited for where the server asks for more than anybody waits', async () => {
    const error = failing({ ...temporary, retryAfterMilliseconds: 60_001 });
    expect(await course([error])).toMatchObject({ end: error, attempts: 1, pauses: [] });
  });

  it('is not tried again when all of it has taken too long', async () => {
    const { attempts, pauses } = await course(Array(9).fill(failing(temporary)), { tries: 9, budget: 10_000 });
    expect(pauses).toEqual([500, 1000, 2000, 4000]);
    expect(attempts).toBe(5);
  });

  it('tells what went wrong where somebody gives up in a pause', async () => {
    const error = failing(temporary);
    const { end, attempts } = await course([error], { wait: () => Promise.reject(new Error('given up')) });
    expect(end).toBe(error);
    expect(attempts).toBe(1);
  });
});
