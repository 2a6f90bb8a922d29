import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    readonly compilerRunsPort: number;
  }
}

/** Starts the process that runs the type checker for all tests, and gives what ends it. */
export async function setup(project: TestProject): Promise<() => void> {
  const server = fork(fileURLToPath(new URL('server.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] });
  const ended = once(server, 'exit').then(([code]) => {
    throw new Error(`the process for the type checker ended with ${code}`);
  });
  const [port] = (await Promise.race([once(server, 'message'), ended])) as [number];
  ended.catch(() => undefined);
  project.onTestsRerun(() => void server.send('forget'));
  project.provide('compilerRunsPort', port);
  return () => server.disconnect();
}
