import { guarded } from '../../compiler/cli/guarded.ts';
import { run } from '../../compiler/cli/run.ts';
import type { ExitCode, Shell } from '../../compiler/cli/shell.ts';

/** What one command line came to. */
export interface CommandResult {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, with streams, environment and answers of the test's own. */
export async function runCommand(
  argv: readonly string[],
  shell: Partial<Pick<Shell, 'environment' | 'workingDirectory' | 'ask'>> = {},
): Promise<CommandResult> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(
    argv,
    guarded({
      environment: {},
      workingDirectory: '/',
      ask: undefined,
      wait: async () => undefined,
      ...shell,
      out: { write: (text) => out.push(text), isTerminal: false },
      err: { write: (text) => err.push(text), isTerminal: false },
    }),
  );
  return { code, out: out.join(''), err: err.join('') };
}
