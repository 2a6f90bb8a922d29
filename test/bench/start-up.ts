import { type Measurement, measure } from './measure.ts';

const repeats = 15;

/**
 * How long a command takes that has nothing to do, beside Node that has nothing to do. One after the other each time, so
 * that whatever else the machine does meets all of them.
 */
export async function startUp(plugboard: readonly string[], folder: string): Promise<void> {
  const commands: Readonly<Record<string, readonly string[]>> = {
    'node -e 0': [process.execPath, '-e', '0'],
    '--version': [...plugboard, '--version'],
    '--help': [...plugboard, '--help'],
  };
  console.log(`Start-up (fastest of ${repeats}; ratio to Node that does nothing)`);
  const fastest = new Map<string, Measurement>();
  for (let time = 0; time < repeats; time += 1) {
    for (const [name, command] of Object.entries(commands)) {
      const one = await measure(command, folder, {});
      if (one.exitCode !== 0) throw new Error(`${name} ended with ${one.exitCode}:\n${one.output}`);
      const before = fastest.get(name);
      if (before === undefined || one.milliseconds < before.milliseconds) fastest.set(name, one);
    }
  }
  const bare = fastest.get('node -e 0')?.milliseconds ?? Number.NaN;
  for (const [name, { milliseconds }] of fastest) {
    console.log(
      `          ${name.padEnd(9)} ${(milliseconds / 1000).toFixed(2).padStart(7)} s ${(milliseconds / bare).toFixed(2).padStart(6)} x`,
    );
  }
}
