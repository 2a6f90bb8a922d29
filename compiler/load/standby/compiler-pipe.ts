import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { compilerProgram } from '../native-compiler.ts';

/** A compiler process that answers questions, and where it can be spoken to. */
export interface CompilerPipe {
  /** A socket, or a named pipe of Windows, for one connection. */
  readonly path: Promise<string>;
  /** Rejected once the process has ended. */
  readonly ended: Promise<never>;
  readonly isOpen: () => boolean;
  readonly close: () => void;
}

/** Milliseconds for what is on its way to arrive. */
const grace = 50;

/**
 * Starts the compiler in a folder, and passes on what is said to it at a pipe in the folder `place`. The compiler's
 * API would start the process itself, but then it writes to the terminal, nobody can end it while it computes, and to
 * speak to one that has ended is a fault that cannot be caught. When Plugboard is killed, the process ends by itself.
 */
export function openCompilerPipe(place: string, folder: string): CompilerPipe {
  const child = spawn(compilerProgram() ?? '', ['--api', '--async', '--cwd', folder], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  });
  let isOpen = true;
  const server = createServer((socket) => {
    server.close();
    socket.on('error', () => undefined);
    socket.pipe(child.stdin);
    child.stdout.pipe(socket, { end: false });
    child.once('close', () => {
      socket.resume();
      setTimeout(() => socket.destroy(), grace);
    });
  });
  const ended = new Promise<never>((_, refuse) => {
    const end = (): void => {
      isOpen = false;
      server.close();
      refuse(new Error('The compiler has ended.'));
    };
    child.once('error', end);
    child.once('exit', end);
    child.stdin.on('error', () => undefined);
  });
  ended.catch(() => undefined);
  const name = `plugboard-${randomUUID()}`;
  const path = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(place, 'compiler');
  const listening = new Promise<string>((resolve, refuse) => {
    server.once('error', refuse);
    server.listen(path, () => resolve(path));
  });
  return {
    path: Promise.race([listening, ended]),
    ended,
    isOpen: () => isOpen,
    close: () => {
      isOpen = false;
      child.kill('SIGKILL');
    },
  };
}
