import { inTurns } from './in-turns.ts';
import { measure } from './measure.ts';

const repeats = 15;

/** How long a command takes that has nothing to do, beside Node that has nothing to do. */
export async function startUp(plugboard: readonly string[], folder: string): Promise<void> {
  const commands: Readonly<Record<string, readonly string[]>> = {
    'node -e 0': [process.execPath, '-e', '0'],
    '--version': [...plugboard, '--version'],
    '--help': [...plugboard, '--help'],
  };
  console.log(`Start-up (fastest of ${repeats}; ratio to Node that does nothing)`);
  const fastest = await inTurns(commands, repeats, (command) => measure(command, folder, {}, 'time'));
  const bare = fastest('node -e 0').milliseconds;
  for (const name of Object.keys(commands)) {
    const { milliseconds } = fastest(name);
    console.log(
      `          ${name.padEnd(9)} ${(milliseconds / 1000).toFixed(2).padStart(7)} s ${(milliseconds / bare).toFixed(2).padStart(6)} x`,
    );
  }
}
