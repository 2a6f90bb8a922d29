import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** A folder that is there for a while. */
export interface TemporaryFolder {
  /** Without links. */
  readonly path: string;
  readonly remove: () => void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const present = new Set<string>();

/** Makes a temporary folder that does not outlive the process, also where somebody ends it before `remove` is called. */
export function temporaryFolder(): TemporaryFolder {
  const path = realpathSync.native(mkdtempSync(join(tmpdir(), 'plugboard-')));
  if (present.size === 0) for (const signal of signals) process.on(signal, end);
  present.add(path);
  return {
    path,
    remove: () => {
      discard(path);
      if (present.size === 0) for (const signal of signals) process.off(signal, end);
    },
  };
}

function discard(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  present.delete(path);
}

/** Ends as the process would have without listening. */
function end(signal: NodeJS.Signals): void {
  for (const path of present) discard(path);
  for (const one of signals) process.off(one, end);
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}
