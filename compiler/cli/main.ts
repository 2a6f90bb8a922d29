#!/usr/bin/env node
import module from 'node:module';
import process from 'node:process';
import type { Output } from './shell.ts';

const output = (stream: NodeJS.WriteStream, inLetters: (text: string) => string): Output => ({
  write: (text, as) => {
    if (text !== '') stream.write(as === 'exact' ? text : inLetters(text));
  },
  isTerminal: stream.isTTY === true,
  width: stream.columns,
});

/** What a write says to a pipe or a socket that nobody reads any more. */
const readerIsGone: ReadonlySet<string | undefined> = new Set(['EPIPE', 'ECONNRESET']);

// A reader that went away (`plugboard apply | head`) is no fault of ours, and no reason to leave things half done.
let isLost = false;
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (readerIsGone.has(code) || isLost) return;
    isLost = true;
    outputFault(code, shell);
  });
}
process.once('exit', () => {
  if (isLost) process.exitCode ||= 1;
});

// Node 22 and newer keep what they compiled of us for the next run. It has to be asked for before anything is loaded.
if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') module.enableCompileCache();
const [{ fault, outputFault, run }, { guarded }, { asciiText }, { showsUnicode }] = await Promise.all([
  import('./run.ts'),
  import('./guarded.ts'),
  import('../render/ascii.ts'),
  import('./shows-unicode.ts'),
]);
const inLetters = showsUnicode(process.env) ? (text: string): string => text : asciiText;

const shell = guarded({
  environment: process.env,
  workingDirectory: process.cwd(),
  out: output(process.stdout, inLetters),
  err: output(process.stderr, inLetters),
  ask:
    process.stdin.isTTY === true && process.env['CI'] === undefined
      ? async (question) => (await import('./ask.ts')).ask(question)
      : undefined,
});
// Left to itself, Node would write the error with all that it holds.
process.on('uncaughtException', (error) => process.exit(fault(error, shell)));
process.exitCode = await run(process.argv.slice(2), shell);
