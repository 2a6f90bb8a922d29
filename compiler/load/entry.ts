import { ownDsl } from './own-dsl.ts';

/** Names the script of ours that imports the program. It has no ending, so no file can come under the name. */
export const entryName = '<plugboard>';

/** What is asked of a program: what it declares, what its policies say, or what became of the tests in a file. */
export type Entry = { readonly ask: 'declared' | 'policies' } | { readonly ask: 'tests'; readonly file: string };

/** Imports the program, or a file with tests, and leaves the answer in `globalThis.__plugboardResult`. */
export function entryScript(stackFile: string, entry: Entry): string {
  const [name, file] = answers[entry.ask];
  return [
    `import * as program from ${JSON.stringify(entry.ask === 'tests' ? entry.file : stackFile)};`,
    `import { ${name} } from ${JSON.stringify(file)};`,
    `globalThis.__plugboardResult = ${name}(program, globalThis.__plugboardInputs, globalThis.__plugboardSubject);`,
  ].join('\n');
}

/** The functions of ours that answer in the sandbox, and where each lies. */
const answers: Readonly<Record<Entry['ask'], readonly [name: string, file: string]>> = {
  declared: ['collect', ownDsl.collect],
  policies: ['judge', ownDsl.judge],
  tests: ['testResults', ownDsl.testResults],
};
