#!/usr/bin/env node
import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { run } from './run.ts';
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

// A reader that went away (`plugboard show | head`) is no fault of ours.
process.stdout.on('error', () => process.exit());

process.exitCode = await run(process.argv.slice(2), {
  environment: process.env,
  workingDirectory: process.cwd(),
  out: output(process.stdout),
  err: output(process.stderr),
  ask: process.stdin.isTTY === true && process.env['CI'] === undefined ? ask : undefined,
});
