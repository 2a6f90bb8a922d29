const clock = ['performance', 'setTimeout', 'setInterval', 'setImmediate'];
const chance = ['crypto'];
const network = ['fetch', 'XMLHttpRequest', 'WebSocket', 'Request', 'Response'];
const host = ['process', 'Deno', 'Bun', 'Buffer', 'require', 'module', 'exports', '__dirname', '__filename', 'global'];

const passIn = 'Pass what it must know as an input: `--input name=value`.';
const hints: ReadonlyMap<string, string> = new Map([
  ...clock.map(
    (name) => [name, `A program has no clock: the same sources always declare the same. ${passIn}`] as const,
  ),
  ...chance.map(
    (name) => [name, `A program has no chance: the same sources always declare the same. ${passIn}`] as const,
  ),
  ...network.map((name) => [name, `A program has no network. ${passIn}`] as const),
  ...host.map(
    (name) =>
      [
        name,
        `A program has no environment, files or Node.js. ${passIn} A secret is named, not read: \`secret.env('NAME')\`.`,
      ] as const,
  ),
]);

/** What to do instead of using a name that programs elsewhere can rely on and these cannot. */
export function missingHint(name: string): string | undefined {
  return hints.get(name);
}
