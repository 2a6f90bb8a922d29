/** Stands in for `compiler/typecheck/native-compiler.ts` in tests that run inside of vitest. */
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import {
  type CompilerJob,
  type CompilerRun,
  compilerProgram,
  runCompiler as runHere,
} from '../../compiler/typecheck/native-compiler.ts';

export type { CompilerRun } from '../../compiler/typecheck/native-compiler.ts';

export async function runCompiler(job: CompilerJob, signal?: AbortSignal): Promise<CompilerRun> {
  // Only this process knows of it where a test has taken the compiler away.
  if (compilerProgram() === undefined) return runHere(job, signal);
  return ask(job, signal).catch((error: unknown) => {
    if (signal?.aborted) return { ending: 'aborted' as const, output: '' };
    throw error;
  });
}

const ask = (job: CompilerJob, signal: AbortSignal | undefined): Promise<CompilerRun> =>
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
    asked.end(JSON.stringify(job));
  });
