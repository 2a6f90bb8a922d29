import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { type Compiled, compile } from '../../compile.ts';
import { visible } from '../../diagnostics/visible.ts';
import { temporaryFolder } from '../../files/temporary-folder.ts';
import { watchFolder } from '../../load/watch/folder-watch.ts';
import { type Burst, bursts } from '../bursts.ts';
import { compileStack, learnSecrets, rootOf, writeConsole } from '../compile-stack.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { stopRequest } from '../stop-request.ts';
import { type CheckOptions, reportCheck } from './check.ts';

/** A file that goes away while it is looked for makes no sense of a run; the event that says so is on its way. */
const eventsTake = 500;

/** `plugboard check --watch`: the same as `plugboard check` after each change, until somebody ends it. */
export async function checkWatchCommand(options: CheckOptions, shell: Shell): Promise<ExitCode> {
  const stackFile = resolve(shell.workingDirectory, options.stack);
  if (!existsSync(dirname(stackFile))) return reportCheck(() => compileStack(options, shell), options, shell);
  // What it writes itself is no change of the stack.
  const products = new Set(options.out?.map(({ file }) => realPath(resolve(shell.workingDirectory, file))));
  const changes = bursts();
  const folder = watchFolder(dirname(realPath(stackFile)), {
    changed: (path) => {
      if (!products.has(path)) changes.note(path);
    },
    refused: refusal(shell),
  });
  const kept = temporaryFolder();
  const stop = stopRequest(() => undefined);
  const stopped = new Promise<'stopped'>((tell) => {
    stop.signal.addEventListener('abort', () => tell('stopped'));
    process.once('SIGHUP', () => tell('stopped'));
    // Nobody reads it any more.
    process.stdout.once('error', () => tell('stopped'));
  });
  // There may be nothing left to wait for when a folder is removed with all around it.
  const alive = setInterval(() => undefined, 60_000);
  let running: AbortController | undefined;
  try {
    for (let began = performance.now(); ; ) {
      folder.follow();
      const change = changes.next();
      running = new AbortController();
      const session = { buildInfo: join(kept.path, 'types.tsbuildinfo'), signal: running.signal };
      const outcome = await Promise.race([
        settled(compile({ stackFile, root: rootOf(options, shell), inputs: options.input, session })),
        change,
        stopped,
      ]);
      if (outcome === 'stopped') return 0;
      if ('whats' in outcome) running.abort();
      if ('error' in outcome && !(await Promise.race([change, setTimeout(eventsTake)]))) throw outcome.error;
      if ('compiled' in outcome && !changes.isOn()) {
        await show(outcome.compiled, options, shell);
        shell.err.write(`${closingLine(performance.now() - began)}\n`);
      }
      const next = await Promise.race([change, stopped]);
      if (next === 'stopped') return 0;
      began = next.began;
      shell.err.write(`${changeLine(next)}\n`);
    }
  } finally {
    running?.abort();
    clearInterval(alive);
    stop.release();
    folder.close();
    kept.remove();
  }
}

/** Also where nobody waits for it any more, nothing that goes wrong goes unhandled. */
const settled = (compiling: Promise<Compiled>): Promise<{ compiled: Compiled } | { error: unknown }> =>
  compiling.then(
    (compiled) => ({ compiled }),
    (error: unknown) => ({ error }),
  );

async function show(compiled: Compiled, options: CheckOptions, shell: Shell): Promise<void> {
  const { out, environment } = shell;
  if (out.isTerminal && environment['TERM'] !== 'dumb') out.write('\u001B[2J\u001B[H', 'exact');
  learnSecrets(compiled, shell);
  writeConsole(compiled, shell);
  const inLines = (text: string): void => out.write(`${JSON.stringify(JSON.parse(text))}\n`, 'exact');
  const lines = options.format === 'json' ? { ...shell, out: { ...out, write: inLines } } : shell;
  await reportCheck(async () => compiled, options, lines);
}

const closingLine = (milliseconds: number): string =>
  `Checked in ${(milliseconds / 1000).toFixed(1)} s; waiting for changes (Ctrl-C ends).`;

function changeLine({ whats }: Burst): string {
  const what = whats.length === 1 ? visible(basename(whats[0] ?? '')) : `${whats.length} files`;
  return `${what} changed; checking ...`;
}

/** What is watched has no links in its way, as the files of a program have none. The file itself need not be there. */
function realPath(file: string): string {
  try {
    return join(realpathSync.native(dirname(file)), basename(file));
  } catch {
    return file;
  }
}

/** Says so once for each reason: where one folder is refused, many are. */
function refusal(shell: Shell): (folder: string, code: string) => void {
  const said = new Set<string>();
  return (folder, code) => {
    if (said.has(code)) return;
    said.add(code);
    const how =
      code === 'ENOSPC' || code === 'EMFILE'
        ? ' The system watches no more folders: raise `fs.inotify.max_user_watches` and `max_user_instances`.'
        : '';
    shell.err.write(`Changes in \`${visible(folder)}\` are not seen (${code}).${how}\n`);
  };
}
