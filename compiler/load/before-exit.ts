import process from 'node:process';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const waiting = new Set<() => void>();

/**
 * Has something done before the process ends, also where a signal ends it; `cancel` takes that back. What ends a process
 * without a word (SIGKILL) leaves no time for it.
 */
export function beforeExit(run: () => void): { readonly cancel: () => void } {
  if (waiting.size === 0) {
    for (const signal of signals) process.on(signal, endBy);
    process.on('exit', runAll);
  }
  waiting.add(run);
  return {
    cancel: () => {
      waiting.delete(run);
      if (waiting.size === 0) stopListening();
    },
  };
}

function stopListening(): void {
  for (const signal of signals) process.off(signal, endBy);
  process.off('exit', runAll);
}

function runAll(): void {
  for (const run of [...waiting]) run();
  waiting.clear();
}

/** Ends as the process would have without listening. */
function endBy(signal: NodeJS.Signals): void {
  runAll();
  stopListening();
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}
