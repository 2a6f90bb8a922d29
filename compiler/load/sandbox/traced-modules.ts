/** Files whose declarations record where they are made, each time that a program runs. */
export interface TracedModules {
  /** Has a file traced from now on. */
  readonly add: (file: string) => void;
  readonly has: (file: string) => boolean;
}

/** Each costs a little in every run: the last ones that were edited, or in which something was wrong, are enough. */
const most = 50;

/**
 * To find the place of a declaration, a program has to be run once more. Whoever edits a file while it is watched waits
 * for that each time: what is wrong is nearly always in the files that were edited, and what was wrong a moment ago
 * often still is. So these files are traced.
 */
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

/**
 * The code of a file that says when it runs. What says so stands behind it, so that no place is another one: an import
 * at the end of a module is the last of its imports, which runs when all others did, right before the module itself;
 * and the statement behind it is the last of the module.
 */
export const tracedCode = (file: string, code: string): string =>
  `${code}\nimport ${JSON.stringify(tracerOf(file))}; if (globalThis.__plugboardTrace) globalThis.__plugboardTrace.isOn = false;`;
