import process from 'node:process';
import { styleOf } from '../colors.ts';
import type { ExitCode, Shell } from '../shell.ts';

export interface DemoCommandOptions {
  readonly color?: boolean | undefined;
}

/** `plugboard demo`: what somebody sees who has two minutes and no server. */
export async function demoCommand({ color }: DemoCommandOptions, shell: Shell): Promise<ExitCode> {
  const { demo } = await import('#demo');
  const stop = new AbortController();
  // Whoever is impatient may press Ctrl-C again: cleaning up goes on.
  const end = (signal: NodeJS.Signals): void => stop.abort(signal);
  process.on('SIGINT', end).on('SIGTERM', end);
  // A reader that went away (`plugboard demo | head`) sees nothing of the rest.
  process.stdout.on('error', () => stop.abort());
  const failure = await demo({
    write: shell.out.write,
    style: styleOf(shell, shell.out, color),
    environment: color === undefined ? {} : color ? { FORCE_COLOR: '1', NO_COLOR: '' } : { NO_COLOR: '1' },
    signal: stop.signal,
  });
  process.off('SIGINT', end).off('SIGTERM', end);
  const { reason } = stop.signal;
  // Once nothing is left, the process ends of the signal after all, which is what a shell wants to know.
  if (reason === 'SIGINT' || reason === 'SIGTERM') process.kill(process.pid, reason);
  if (failure === undefined) return 0;
  shell.err.write(`\nThe demo failed: ${failure}\n`);
  return 1;
}
