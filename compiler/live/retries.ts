import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from '../diagnostics/failure.ts';

/** A read that failed is about to be tried again. */
export interface Retry {
  /** What went wrong, as a sentence. */
  readonly reason: string;
  /** Milliseconds until then. */
  readonly pause: number;
  /** The number of the try that comes, counted from 1, and of all that there may be. */
  readonly next: number;
  readonly tries: number;
}

/** How patient we are, and what time and chance are. Milliseconds. Tests bring their own. */
export interface Pace {
  /** For one exchange, from the connection to the end of the answer. */
  readonly patience: number;
  /** Of a read, the first one included. */
  readonly tries: number;
  /** Before the second try. It doubles from try to try, with a quarter of chance in it: many who failed together must not return together. */
  readonly firstPause: number;
  /** What a server may ask for with `Retry-After`. Whoever asks for more is not waited for. */
  readonly longestPause: number;
  /** After that long no further try begins. */
  readonly budget: number;
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Large servers take their time for the whole project tree; JetBrains asks clients to be patient. */
export const usualPace: Pace = {
  patience: 120_000,
  tries: 4,
  firstPause: 500,
  longestPause: 60_000,
  budget: 180_000,
  wait: (milliseconds, signal) => delay(milliseconds, undefined, signal && { signal }),
  now: Date.now,
  random: Math.random,
};

/** What happens between the tries. */
interface Between {
  readonly signal?: AbortSignal | undefined;
  readonly onRetry?: ((retry: Retry) => void) | undefined;
}

/** Does something again while it fails in a way that may pass by itself. Only for what may be done twice. */
export async function withRetries<T>(attempt: () => Promise<T>, pace: Pace, between: Between): Promise<T> {
  const { tries } = pace;
  const start = pace.now();
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      const pause = pauseAfter(error, tried, pace, pace.now() - start);
      if (pause === undefined) throw tried > 1 && error instanceof Failure ? saying(error, tried) : error;
      const reason = error instanceof Failure ? (error.diagnostics[0]?.message ?? '') : '';
      between.onRetry?.({ reason, pause, next: tried + 1, tries });
      // Whoever gives up while it waits hears of what went wrong, not of having given up.
      await pace.wait(pause, between.signal).catch(() => {
        throw error;
      });
    }
  }
}

/** How long to wait before the next try; undefined where there is to be none. */
function pauseAfter(error: unknown, tried: number, pace: Pace, elapsed: number): number | undefined {
  if (!(error instanceof Failure) || error.circumstances.isTemporary !== true || tried >= pace.tries) return undefined;
  const asked = error.circumstances.retryAfterMilliseconds ?? 0;
  const own = pace.firstPause * 2 ** (tried - 1) * (0.75 + pace.random() / 2);
  const pause = Math.round(Math.max(asked, own));
  return asked > pace.longestPause || elapsed + pause > pace.budget ? undefined : pause;
}

function saying({ diagnostics, circumstances }: Failure, tried: number): Failure {
  const [first, ...others] = diagnostics;
  if (first === undefined) return new Failure(diagnostics, circumstances);
  const notes = [...(first.notes ?? []), `It was tried ${tried} times.`];
  return new Failure([{ ...first, notes }, ...others], circumstances);
}
