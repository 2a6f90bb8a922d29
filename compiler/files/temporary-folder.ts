import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeExit } from './before-exit.ts';

/** A folder that is there for a while. */
export interface TemporaryFolder {
  /** Without links. */
  readonly path: string;
  readonly remove: () => void;
}

/** Makes a temporary folder that does not outlive the process, also where somebody ends it before `remove` is called. */
export function temporaryFolder(): TemporaryFolder {
  const path = realpathSync.native(mkdtempSync(join(tmpdir(), 'plugboard-')));
  const discard = (): void => rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  const { cancel } = beforeExit(discard);
  return {
    path,
    remove: () => {
      discard();
      cancel();
    },
  };
}
