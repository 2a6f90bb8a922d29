import { CommanderError } from 'commander';
import { diagnostic } from '../diagnostics/diagnostic.ts';
import { Failure } from '../diagnostics/failure.ts';
import { commandLine } from './program.ts';
import { report } from './report.ts';
import type { ExitCode, Shell } from './shell.ts';

/** Runs one command line. Whatever happens ends in a message and an exit code, never in a stack trace. */
export async function run(argv: readonly string[], shell: Shell): Promise<ExitCode> {
  let code: ExitCode = 0;
  const color = argv.includes('--no-color') ? false : argv.includes('--color') ? true : undefined;
  try {
    await commandLine(shell, (end) => {
      code = end;
    }).parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 3;
    if (error instanceof Failure) {
      report(error.diagnostics, color, shell);
      return 1;
    }
    return fault(error, shell, color);
  }
}

/** Says that something went wrong that nobody thought of, as a bug of ours. */
export function fault(error: unknown, shell: Shell, color?: boolean): ExitCode {
  const what = error instanceof Error ? error.message : String(error);
  const hint = 'This is a bug in Plugboard. Please report it with the command that you ran.';
  report([diagnostic('PB901', what, { hint })], color, shell);
  return 3;
}

/** Says that what is written to stdout or stderr gets lost. Said where that still can be. */
export const outputFault = (code: string | undefined, shell: Shell): void =>
  report([diagnostic('PB112', `The output cannot be written (${code}).`)], undefined, shell);
