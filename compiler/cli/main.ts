#!/usr/bin/env node
import module from 'node:module';
import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import type { Output } from './shell.ts';

const output = (stream: NodeJS.WriteStream): Output => ({
  write: (text) => {
    if (text !== '') stream.write(text);
  },
  isTerminal: stream.isTTY === true,
  width: stream.columns,
});

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

// Node 22 and newer keep what they compiled of us for the next run. It has to be asked for before anything is loaded.
if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') module.enableCompileCache();
const { run } = await import('./run.ts');

// A reader that went away (`plugboard show | head`) is no fault of ours.
process.stdout.on('error', () => process.exit());

process.exitCode = await run(process.argv.slice(2), {
  environment: process.env,
  workingDirectory: process.cwd(),
  out: output(process.stdout),
  err: output(process.stderr),
  ask: process.stdin.isTTY === true && process.env['CI'] === undefined ? ask : undefined,
});
