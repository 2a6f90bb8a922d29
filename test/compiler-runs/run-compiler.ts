/** Stands in for `compiler/load/types/native-compiler.ts` in tests that run inside of vitest. */
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import {
  type CompilerLimits,
  type CompilerRun,
  compilerProgram,
  runCompiler as runHere,
} from '../../compiler/load/types/native-compiler.ts';
import type { WantedRun } from './remembered-runs.ts';

export { type CompilerLimits, type CompilerRun, machineMegabytes } from '../../compiler/load/types/native-compiler.ts';

export async function runCompiler(
  args: readonly string[],
  folder: string,
  limits: CompilerLimits,
  signal?: AbortSignal,
): Promise<CompilerRun> {
  // Only this process knows of it where a test has taken the compiler away.
  if (compilerProgram() === undefined) return runHere(args, folder, limits, signal);
  return ask({ args, folder, limits }, signal).catch((error: unknown) => {
    if (signal?.aborted) return { ending: 'aborted' as const, output: '' };
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
          const { ending, output } = JSON.parse(said) as CompilerRun;
          resolve({ ending, output });
        } catch (error) {
          reject(error);
        }
      },
    );
    asked.on('error', reject);
    asked.end(JSON.stringify(wanted));
  });
