import { fastest } from './fastest.ts';
import type { Measurement } from './measure.ts';

/**
 * Runs some commands one after the other, again and again, so that whatever else the machine does meets all of them: a
 * ratio of two that ran minutes apart says more about those minutes. Gives the fastest run of each, by its name.
 */
export async function inTurns(
  commands: Readonly<Record<string, readonly string[]>>,
  times: number,
  run: (command: readonly string[]) => Promise<Measurement>,
): Promise<(name: string) => Measurement> {
  const runs = new Map<string, Measurement[]>();
  for (let time = 0; time < times; time += 1) {
    for (const [name, command] of Object.entries(commands)) {
      const one = await run(command);
      if (one.exitCode !== 0) throw new Error(`${name} ended with ${one.exitCode}:\n${one.output}`);
      runs.set(name, [...(runs.get(name) ?? []), one]);
    }
  }
  return (name) => fastest(runs.get(name) ?? []);
}
