import { resolve } from 'node:path';
import { fail } from '../../diagnostics/failure.ts';
import { outputFault } from '../../files/output-file.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { terminated } from '../terminated.ts';
import { cannotWrite } from '../write-product.ts';

export interface SandboxOptions {
  readonly dataDir?: string | undefined;
  readonly port: number;
  readonly host: string;
  readonly readyFile?: string | undefined;
}

/** `plugboard sandbox`: the embedded server, until it is told to stop. */
export async function sandboxCommand(options: SandboxOptions, shell: Shell): Promise<ExitCode> {
  refuseReadyFile(options.readyFile, shell);
  const { DataDirectoryError, ReadyFileError, startServer } = await import('plugboard/sandbox');
  let server: Awaited<ReturnType<typeof startServer>>;
  try {
    server = await startServer({
      port: options.port,
      host: options.host,
      ...(options.dataDir === undefined ? {} : { dataDirectory: options.dataDir }),
      ...(options.readyFile === undefined ? {} : { readyFile: options.readyFile }),
    });
  } catch (error) {
    if (error instanceof DataDirectoryError) throw fail('PB408', error.message);
    if (error instanceof ReadyFileError) {
      throw fail('PB112', error.message, {
        hint: 'Name a file in a folder that exists and that this user may write to.',
      });
    }
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw fail('PB113', `Port ${options.port} of ${options.host} is in use.`, {
        hint: 'Give another one with `--port`, or `--port 0` for any that is free.',
      });
    }
    if (
      error instanceof Error &&
      'syscall' in error &&
      (error.syscall === 'listen' || error.syscall === 'getaddrinfo')
    ) {
      throw fail(
        'PB119',
        `It is not possible to listen on port ${options.port} of ${options.host}: ${error.message}.`,
        {
          hint: 'Give an address of this machine with `--host`, such as 127.0.0.1, and a port that this user may take with `--port`.',
        },
      );
    }
    throw error;
  }
  const { url, tokens } = server;
  shell.out.write(
    [
      `TeamCity-compatible server at ${url}`,
      ...(options.dataDir === undefined ? ['  serving a built-in example; it is gone when the server ends'] : []),
      'Access tokens:',
      ...Object.entries(tokens).map(([name, token]) => `  ${name.padEnd(5)} ${token}`),
      '',
      'In another terminal:',
      `  export TEAMCITY_URL=${url} TEAMCITY_TOKEN=${tokens.edit}`,
      '  npx plugboard plan',
      '',
      'Ctrl-C ends it. Everything is saved as it happens.',
      '',
    ].join('\n'),
  );
  await terminated();
  await server.close();
  return 0;
}

/** Before anything is started: who waits for the file would wait for ever. */
function refuseReadyFile(file: string | undefined, { workingDirectory }: Shell): void {
  if (file === undefined) return;
  const mayReplace = (present: string): boolean => /^\{\s*"url"/.test(present);
  const fault = outputFault({ path: resolve(workingDirectory, file), within: workingDirectory, mayReplace });
  if (fault !== undefined) throw cannotWrite(file, fault);
}
