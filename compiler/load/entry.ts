import { ownDsl } from './own-dsl.ts';

/** Names the script of ours that imports the program. It has no ending, so no file can come under the name. */
export const entryName = '<plugboard>';

/** Imports the program and leaves what it declares in `globalThis.__plugboardResult`. */
export const entryScript = (stackFile: string): string =>
  [
    `import * as program from ${JSON.stringify(stackFile)};`,
    `import { collect } from ${JSON.stringify(ownDsl.collect)};`,
    'globalThis.__plugboardResult = collect(program, globalThis.__plugboardInputs);',
  ].join('\n');
