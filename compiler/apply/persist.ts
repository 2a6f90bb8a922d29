/**
 * Writing over a network that loses things.
 *
 * A request that came to no answer may have been carried out or not, and a creation that is simply sent again makes a
 * second connection. So after a pause the server is looked at first, and the request is sent again only where the look
 * shows that it did nothing. What the server understood and refused is never sent again.
 */
import { Failure } from '../diagnostics/failure.ts';

/** How long to keep at a write. */
export interface Patience {
  /** How often a write is sent at the most. */
  readonly tries: number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Told before each pause. */
  readonly onPause?: ((reason: string, milliseconds: number) => void) | undefined;
}

const firstPause = 250;
const longestPause = 10_000;
/** A server may ask to be left alone for longer than anybody waits in front of a pipeline. */
const longestRequestedPause = 60_000;

/**
 * Writes until it is done or refused. `look` gives what the write would have given where it turns out to be done, or a
 * reason not to send it again. The failure is that one or the last one of the write, where trying on is of no use.
 */
export async function persist<T>(
  write: () => Promise<T>,
  look: () => Promise<T | Failure | undefined>,
  { tries, wait, onPause }: Patience,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof Failure) || !mayHelp(error)) throw error;
      const pause = pauseAfter(error, attempt);
      onPause?.(error.diagnostics[0]?.message ?? '', pause);
      await wait(pause);
      const done = error.circumstances.outcome === 'unknown' ? await lookedAt(look, error) : undefined;
      if (done instanceof Failure) throw done;
      if (done !== undefined) return done;
      if (attempt >= tries) throw error;
    }
  }
}

/** Where nobody can tell what became of the write, that is what there is to say, not that looking failed, too. */
async function lookedAt<T>(look: () => Promise<T>, why: Failure): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Failure) throw why;
    throw error;
  }
}

/** Whether the same request can have another end: it was lost, or the server has too much to do or is not up yet. */
const mayHelp = ({ circumstances: { outcome, status, retryAfterMilliseconds, isTemporary } }: Failure): boolean =>
  (outcome === 'unknown' && status !== 501 && status !== 505) ||
  retryAfterMilliseconds !== undefined ||
  isTemporary === true;

function pauseAfter({ circumstances: { retryAfterMilliseconds } }: Failure, attempt: number): number {
  const growing = Math.min(longestPause, firstPause * 2 ** (attempt - 1));
  return Math.min(longestRequestedPause, Math.max(growing, retryAfterMilliseconds ?? 0));
}
