#!/usr/bin/env node
import module from 'node:module';
import process from 'node:process';

/** What a write says to a pipe or a socket that nobody reads any more. */
const readerIsGone: ReadonlySet<string | undefined> = new Set(['EPIPE', 'ECONNRESET']);

// A reader that went away (`plugboard apply | head`) is no fault of ours, and no reason to leave things half done.
let isLost = false;
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', async ({ code }: NodeJS.ErrnoException) => {
    if (readerIsGone.has(code) || isLost) return;
    isLost = true;
    const { outputFault, shell } = await import('./start.ts');
    outputFault(code, shell);
  });
}
process.once('exit', () => {
  if (isLost) process.exitCode ||= 1;
});

// Node 22 and newer keep what they compiled of us for the next run. It has to be asked for before anything is loaded.
if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') module.enableCompileCache();

/** Commands that always evaluate a program. */
const evaluating: ReadonlySet<string | undefined> = new Set([
  'check',
  'diff',
  'drift',
  'graph',
  'manifest',
  'plan',
  'show',
]);

const argv: readonly string[] = process.argv.slice(2);
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  // Scripts and other programs ask for it, and for nothing else: it needs no command line.
  const { version } = await import('./version.ts');
  process.stdout.write(`${version()}\n`);
} else {
  if (evaluating.has(argv[0]) && !argv.some((one) => ['--watch', '--help', '-h'].includes(one))) {
    // It starts up while the rest of the command line is read in, which would keep it waiting for a fifth of a second.
    (await import('../sandbox/idle-thread.ts')).startThreadAhead();
  }
  const { fault, run, shell } = await import('./start.ts');
  // Left to itself, Node would write the error with all that it holds.
  process.on('uncaughtException', (error) => process.exit(fault(error, shell)));
  process.exitCode = await run(argv, shell);
}
