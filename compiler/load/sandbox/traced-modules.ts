/**
 * To find the place of a declaration, a program has to be run once more. Whoever edits a file while it is watched waits
 * for that each time: what is wrong is nearly always in the files that were edited, and what was wrong a moment ago
 * often still is. So these files say when they run, and each declaration that is made meanwhile records where.
 *
 * Two lines of ours do that without shifting any place. An import at the end of a module is the last of its imports,
 * which runs when all others did, right before the module itself; and a statement behind it is the last of the module.
 */
export interface TracedModules {
  /** Has a file traced from now on. */
  readonly add: (file: string) => void;
  readonly has: (file: string) => boolean;
}

/** Each costs a little in every run: of hundreds that were edited, those that were edited last are enough. */
const most = 50;

export function tracedModules(): TracedModules {
  const files = new Set<string>();
  return {
    add: (file) => {
      files.delete(file);
      files.add(file);
      const [oldest] = files;
      if (files.size > most && oldest !== undefined) files.delete(oldest);
    },
    has: (file) => files.has(file),
  };
}

/** Names the module of ours that runs right before a file. No file has such a name. */
export const tracerOf = (file: string): string => `<traced ${file}>`;

export const tracerCode: string = 'if (globalThis.__plugboardTrace) globalThis.__plugboardTrace.isOn = true;';

/** The code of a file that says when it runs. */
export const tracedCode = (file: string, code: string): string =>
  `${code}\nimport ${JSON.stringify(tracerOf(file))}; if (globalThis.__plugboardTrace) globalThis.__plugboardTrace.isOn = false;`;
