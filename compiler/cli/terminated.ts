import process from 'node:process';

/** Waits until somebody asks the process to end (Ctrl-C, or SIGTERM from a supervisor). */
export const terminated = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
