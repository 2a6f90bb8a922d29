import process from 'node:process';
import { createInterface } from 'node:readline/promises';

/**
 * Asks on a terminal and gives the answer; undefined where the person goes away instead (Ctrl-C, Ctrl-D, or a terminal
 * that is closed).
 */
export async function ask(
  question: string,
  input: NodeJS.ReadableStream = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): Promise<string | undefined> {
  const terminal = createInterface({ input, output });
  // Where messages go to a file, the terminal is not in raw mode and Ctrl-C arrives as a signal.
  const leave = (): void => terminal.close();
  process.once('SIGINT', leave);
  try {
    // Some versions of Node reject the question when its terminal closes, others leave it open for ever.
    const closed = new Promise<undefined>((resolve) => terminal.once('close', () => resolve(undefined)));
    const answer = await Promise.race([terminal.question(question).catch(gone), closed]);
    if (answer === undefined) output.write('\n');
    return answer;
  } finally {
    process.off('SIGINT', leave);
    terminal.close();
  }
}

function gone(error: unknown): undefined {
  if (error instanceof Error && error.name === 'AbortError') return undefined;
  throw error;
}
