import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { shellWord } from '../diagnostics/shell-word.ts';
import type { SecretReference } from '../model.ts';
import { foundText, mostBytes } from './found-text.ts';
import { defaultPatience, type Found, type Missing, type SecretSurroundings } from './source.ts';

type CommandSecret = Extract<SecretReference, { readonly secret: 'command' }>;

/** What may be run is for whoever applies to say: the stack may come from somebody else. */
export const mayRun = (
  { allowedCommands = [] }: SecretSurroundings,
  { command: [program = ''] }: CommandSecret,
): boolean => allowedCommands.includes(program);

/**
 * `secret.command`: what programs print. There is no shell: the words of the command are the program's arguments as they
 * are. It gets the environment without what is Plugboard's own, and no input. What it writes to stderr, and to stdout where it fails, may hold
 * secrets: nothing of it is shown.
 */
export function commandSource(surroundings: SecretSurroundings): (secret: CommandSecret) => Promise<Found> {
  return async (secret) => {
    const [program = '', ...words] = secret.command;
    if (!mayRun(surroundings, secret)) {
      return { why: `Program \`${program}\` may not be run.`, hint: `Add \`--allow-command ${shellWord(program)}\`.` };
    }
    try {
      const { environment, folder } = surroundings;
      const child = spawn(program, words, {
        cwd: folder,
        env: withoutOwn(environment),
        shell: false,
        stdio: ['ignore', 'pipe', 'ignore'],
        windowsHide: true,
      });
      return await outputOf(child, program, surroundings.patience ?? defaultPatience);
    } catch {
      return notStarted(program);
    }
  };
}

/** What Plugboard itself has in its environment is no business of a program that the stack names. */
const own = [
  'TEAMCITY_TOKEN',
  'TEAMCITY_READ_TOKEN',
  'TEAMCITY_EDIT_TOKEN',
  'PLUGBOARD_FINGERPRINT_KEY',
  'PLUGBOARD_REVIEW_KEY',
];

const withoutOwn = (environment: SecretSurroundings['environment']): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !own.includes(name)));

function outputOf(child: ChildProcessByStdio<null, Readable, null>, program: string, patience: number): Promise<Found> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const hint = `Run it by hand where Plugboard runs, and see what \`${program}\` says.`;
    const end = (found: Found): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      // What the program has started may hold the stream open.
      child.stdout.destroy();
      resolve(found);
    };
    const timer = setTimeout(
      () => end({ why: `Program \`${program}\` did not end within ${patience / 1000} seconds.`, hint }),
      patience,
    );
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > mostBytes) end(foundText(chunks, `What \`${program}\` prints`, hint));
    });
    child.on('error', (error) => end(notStarted(program, 'code' in error ? String(error.code) : '')));
    child.on('close', (code, signal) => {
      if (code === 0) return end(foundText(chunks, `What \`${program}\` prints`, hint));
      const how = code === null ? `was ended by ${signal}` : `ended with exit code ${code}`;
      return end({ why: `Program \`${program}\` ${how}.`, hint });
    });
  });
}

const notStarted = (program: string, code = ''): Missing => ({
  why: `Program \`${program}\` cannot be started${code === 'ENOENT' ? ': there is none' : ''}.`,
  hint: `Install \`${program}\` where Plugboard runs, on its \`PATH\`.`,
});
