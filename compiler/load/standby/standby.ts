import type { Standby } from '../load-options.ts';
import { incrementalTypes } from './incremental-types.ts';
import { type KeptSandbox, keptSandbox } from './kept-sandbox.ts';

/** What stays ready for a program that is loaded again and again. */
export interface OpenStandby extends Standby {
  /** Has to be told of every file and folder that is another one, new or gone: all else counts as it was. */
  readonly changed: (path: string) => void;
  /** Uses the time until the next loading, which will likely be after another change of these files. */
  readonly readAhead: (stackFile: string, changed: readonly string[]) => void;
  /** Ends all processes and threads, and removes their files. */
  readonly close: () => Promise<void>;
}

/** Nothing is started before it is needed. */
export function openStandby(): OpenStandby {
  const types = incrementalTypes();
  let sandbox: { readonly megabytes: number; readonly is: KeptSandbox } | undefined;
  return {
    checkTypes: types.check,
    changed: types.changed,
    openSandbox: ({ megabytes }) => {
      if (sandbox?.megabytes !== megabytes) {
        sandbox?.is.close();
        sandbox = { megabytes, is: keptSandbox({ megabytes }) };
      }
      return sandbox.is;
    },
    readAhead: (stackFile, changed) => sandbox?.is.readAhead(stackFile, changed),
    close: async () => {
      sandbox?.is.close();
      await types.close();
    },
  };
}
