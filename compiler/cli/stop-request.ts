import process from 'node:process';

/** Whoever starts us through `npx` and presses Ctrl-C sends it twice: from the terminal, and passed on by npm. Milliseconds. */
const sameRequest = 300;

export interface StopRequest {
  /** Aborted once somebody has asked the process to end. */
  readonly signal: AbortSignal;
  /** Stops listening: from then on a request ends the process at once. */
  readonly release: () => void;
}

/** Listens for the first request to end (Ctrl-C, or SIGTERM from a supervisor). A second one ends the process at once. */
export function stopRequest(heard: () => void): StopRequest {
  const controller = new AbortController();
  const release = (): void => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
  const stop = (): void => {
    if (controller.signal.aborted) return;
    controller.abort();
    heard();
    setTimeout(release, sameRequest).unref();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return { signal: controller.signal, release };
}
