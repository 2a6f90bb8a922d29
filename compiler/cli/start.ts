import process from 'node:process';
import { asciiText } from '../render/ascii.ts';
import { guarded } from './guarded.ts';
import type { Output, Shell } from './shell.ts';
import { showsUnicode } from './shows-unicode.ts';

export { fault, outputFault, run } from './run.ts';

const inLetters = showsUnicode(process.env) ? (text: string): string => text : asciiText;

const output = (stream: NodeJS.WriteStream): Output => ({
  write: (text, as) => {
    if (text !== '') stream.write(as === 'exact' ? text : inLetters(text));
  },
  isTerminal: stream.isTTY === true,
  width: stream.columns,
});

/** The shell of the process that runs. */
export const shell: Shell = guarded({
  environment: process.env,
  workingDirectory: process.cwd(),
  out: output(process.stdout),
  err: output(process.stderr),
  ask:
    process.stdin.isTTY === true && process.env['CI'] === undefined
      ? async (question) => (await import('./ask.ts')).ask(question)
      : undefined,
});
