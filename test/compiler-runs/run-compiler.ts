/** Stands in for `compiler/load/native-compiler.ts` in tests that run inside of vitest. */
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import { type CompilerRun, compilerProgram, runCompiler as runHere } from '../../compiler/load/native-compiler.ts';
import type { WantedRun } from './remembered-runs.ts';

export type { CompilerRun } from '../../compiler/load/native-compiler.ts';

export async function runCompiler(
  args: readonly string[],
  folder: string,
  milliseconds: number,
  signal?: AbortSignal,
): Promise<CompilerRun> {
  // Only this process knows of it where a test has taken the compiler away.
  if (compilerProgram() === undefined) return runHere(args, folder, milliseconds, signal);
  return ask({ args, folder, milliseconds }, signal).catch((error: unknown) => {
    if (signal?.aborted) return { exitCode: undefined, output: '' };
    throw error;
  });
}

const ask = (wanted: WantedRun, signal: AbortSignal | undefined): Promise<CompilerRun> =>
  new Promise((resolve, reject) => {
    const port = inject('compilerRunsPort');
    // A connection that is kept may be closed at the other end while this process is busy.
    const asked = request(
      { host: '127.0.0.1', port, method: 'POST', agent: false, ...(signal && { signal }) },
      async (response) => {
        try {
          const said = await text(response);
          if (response.statusCode !== 200) throw new Error(said);
          const { exitCode, output } = JSON.parse(said) as CompilerRun;
          resolve({ exitCode, output });
        } catch (error) {
          reject(error);
        }
      },
    );
    asked.on('error', reject);
    asked.end(JSON.stringify(wanted));
  });
