import process from 'node:process';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const waiting = new Set<() => void>();

/**
 * Has something done before the process ends, also where a fault or a signal ends it; `cancel` takes that back. The latest
 * comes first, as it may rest on those before. What ends a process without a word (SIGKILL) leaves no time for it.
 */
export function beforeExit(run: () => void): { readonly cancel: () => void } {
  // The same function may come twice.
  const own = (): void => run();
  if (waiting.size === 0) {
    for (const signal of signals) process.on(signal, endBy);
    process.on('exit', runAll);
  }
  waiting.add(own);
  return {
    cancel: () => {
      if (waiting.delete(own) && waiting.size === 0) stopListening();
    },
  };
}

function stopListening(): void {
  for (const signal of signals) process.off(signal, endBy);
  process.off('exit', runAll);
}

function runAll(): void {
  for (const run of [...waiting].reverse()) run();
  waiting.clear();
}

/** Ends as the process would have without listening. Where others listen, they say when it ends. */
function endBy(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  runAll();
  stopListening();
  process.kill(process.pid, signal);
}
