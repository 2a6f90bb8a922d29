import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fastest } from './fastest.ts';
import { type Measurement, treeMemory } from './measure.ts';

/**
 * How long it took from an edit to what `check --watch` says of it: in a file that was not edited yet, once more, and
 * with something wrong.
 */
export interface WatchMeasurement {
  readonly first: Measurement;
  readonly again: Measurement;
  readonly wrong: Measurement;
}

const closing = 'waiting for changes (Ctrl-C ends).';

/** Edits files of a stack while a command watches it; the fastest of three edits of each sort. */
export async function measureWatch(
  command: readonly string[],
  folder: string,
  files: readonly string[],
): Promise<WatchMeasurement> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  let heard: () => void = () => undefined;
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    heard();
  });
  const closed = new Promise((resolve) => child.on('close', resolve));
  child.on('close', () => heard());
  const checked = async (): Promise<void> => {
    while (!said.includes(closing)) {
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${said}`);
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    }
  };
  const edit = async (file: string, change: (text: string) => string): Promise<Measurement> => {
    // What it does to be ready for the next change is not what is measured.
    await pause(1000);
    said = '';
    out = '';
    const path = join(folder, file);
    const text = change(readFileSync(path, 'utf8'));
    const started = performance.now();
    writeFileSync(path, text);
    await checked();
    const milliseconds = performance.now() - started;
    const peakMegabytes = child.pid === undefined ? 0 : treeMemory(child.pid) / 1024;
    return { milliseconds, peakMegabytes, exitCode: out.includes(' is valid: ') ? 0 : 1, output: out };
  };
  try {
    await checked();
    const [firsts, agains, wrongs]: [Measurement[], Measurement[], Measurement[]] = [[], [], []];
    for (const file of files) {
      firsts.push(await edit(file, comment));
      agains.push(await edit(file, comment));
      wrongs.push(await edit(file, withoutEncryption));
      await edit(file, withEncryption);
    }
    return { first: fastest(firsts), again: fastest(agains), wrong: fastest(wrongs) };
  } finally {
    child.kill('SIGINT');
    await closed;
  }
}

const comment = (text: string): string => `${text}// edited\n`;
const withoutEncryption = (text: string): string => text.replace('https://', 'http://');
const withEncryption = (text: string): string => text.replace('http://', 'https://');

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
