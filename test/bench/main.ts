/**
 * The benchmark: check, manifest and plan over stacks of growing size, as ratios to the bare TypeScript compiler on
 * the same files in the same run; and import of a large server. Times of their own would say more about the machine than about Plugboard.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from 'plugboard/sandbox';
import { fastest } from './fastest.ts';
import { generateServer } from './generate-server.ts';
import { generateStack } from './generate-stack.ts';
import { inTurns } from './in-turns.ts';
import { installSize } from './install-size.ts';
import { type Measurement, measure } from './measure.ts';
import { measureWatch } from './measure-watch.ts';
import { startUp } from './start-up.ts';

const top = fileURLToPath(new URL('../..', import.meta.url));
const plugboard = [process.execPath, join(top, 'dist/bin/main.js')];
const require = createRequire(import.meta.url);
/** The native executable itself, without the launcher around it: the strictest yardstick. */
const platform = require.resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`);
const tsc = join(dirname(platform), 'lib', 'tsc');

const sizes = process.argv.slice(2).map(Number);
const repeats = 5;

async function best(run: () => Promise<Measurement>, times: number): Promise<Measurement> {
  const runs: Measurement[] = [];
  for (let time = 0; time < times; time += 1) runs.push(await run());
  return fastest(runs);
}

async function bench(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plugboard-bench-'));
  const { stack, data } = generateStack(folder, count);
  const server = await startServer({ dataDirectory: data });
  try {
    writeSettings(stack);
    const environment = { TEAMCITY_URL: server.url, TEAMCITY_TOKEN: server.tokens.read, NO_COLOR: '1' };
    const commands = {
      tsc: [tsc, '--noEmit', '-p', 'tsconfig.json'],
      check: [...plugboard, 'check'],
      manifest: [...plugboard, 'manifest', '-o', join(folder, 'manifest.json')],
      plan: [...plugboard, 'plan'],
    };
    const isLarge = count > 1000;
    const memory = await inTurns(commands, 1, (command) => measure(command, stack, environment));
    const requests = server.requests.length;
    const time = isLarge ? memory : await inTurns(commands, repeats, (one) => measure(one, stack, environment, 'time'));
    const row = rows(count, time('tsc'));
    for (const name of Object.keys(commands)) {
      const more = name === 'plan' ? `${requests} request${requests === 1 ? '' : 's'}` : '';
      row(name, { ...time(name), peakMegabytes: memory(name).peakMegabytes }, more);
    }
    if (count < 20) return;
    makeFaults(stack, 20);
    const findings = await best(() => measure([...plugboard, 'check'], stack, environment), isLarge ? 1 : repeats);
    expectExit(findings, 'check');
    row('check', findings, lastLine(findings, 2));
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From an edit of one file to what `check --watch` says of it, beside the bare compiler on the whole stack. */
async function benchWatch(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plugboard-bench-'));
  try {
    const { stack } = generateStack(folder, count);
    writeSettings(stack);
    const bare = await best(() => measure([tsc, '--noEmit', '-p', 'tsconfig.json'], stack, {}), repeats);
    const edited = [2, 5, 8].map((tenths) => `Project${Math.floor((count * tenths) / 10)}.ts`);
    const { first, again, wrong } = await measureWatch([...plugboard, 'check', '--watch'], stack, edited);
    for (const [name, one] of Object.entries({ tsc: bare, first, again, wrong })) expectExit(one, name);
    const row = rows(count, bare);
    row('tsc', bare);
    row('edit', first, 'of a file for the first time');
    row('again', again, 'of the file that was edited last');
    row('wrong', wrong, lastLine(wrong, 2));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Import of a large server with its closing plan, beside the bare compiler on what it wrote; then once more, unchanged. */
async function benchImport(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plugboard-bench-'));
  const [data, stack] = [join(folder, 'data'), join(folder, 'stack')];
  try {
    generateServer(data, count);
    const command = [...plugboard, 'import', '--data-dir', data, '-o', stack];
    const environment = { NO_COLOR: '1' };
    const first = await best(() => {
      rmSync(stack, { recursive: true, force: true });
      return measure(command, folder, environment);
    }, repeats);
    const again = await best(() => measure(command, folder, environment), repeats);
    writeSettings(stack);
    const bare = await best(() => measure([tsc, '--noEmit', '-p', 'tsconfig.json'], stack, environment), repeats);
    for (const [name, one] of Object.entries({ import: first, again, tsc: bare })) expectExit(one, name);
    const row = rows(count, bare);
    row('tsc', bare);
    row('import', first, lastLine(first));
    row('again', again, lastLine(again));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const lastLine = ({ output }: Measurement, fromEnd = 1): string => output.trimEnd().split('\n').at(-fromEnd) ?? '';

/** So many files get something to warn of: what check spends for messages beyond what it spends anyway. */
function makeFaults(stack: string, count: number): void {
  for (let index = 1; index <= count; index += 1) {
    const file = join(stack, `Project${index}.ts`);
    writeFileSync(file, readFileSync(file, 'utf8').replace("'https://registry.", "'http://registry."));
  }
}

function writeSettings(stack: string): void {
  const settings = {
    compilerOptions: {
      strict: true,
      noEmit: true,
      target: 'es2023',
      module: 'esnext',
      moduleResolution: 'bundler',
      allowImportingTsExtensions: true,
      skipLibCheck: true,
      types: [],
      paths: { plugboard: [join(top, 'dist/dsl/index.d.ts')] },
    },
    files: ['plugboard.ts'],
  };
  writeFileSync(join(stack, 'tsconfig.json'), JSON.stringify(settings));
}

/** Prints a line for each command, beside the bare compiler. */
function rows(count: number, bare: Measurement): (name: string, one: Measurement, more?: string) => void {
  return (name, one, more = '') =>
    console.log(
      `${String(count).padStart(8)}  ${name.padEnd(9)} ${(one.milliseconds / 1000).toFixed(2).padStart(7)} s ` +
        `${(one.milliseconds / bare.milliseconds).toFixed(2).padStart(6)} x  ${one.peakMegabytes.toFixed(0).padStart(6)} MB  ${more}`,
    );
}

function expectExit({ exitCode, output }: Measurement, name: string): void {
  if (exitCode !== 0) throw new Error(`${name} ended with ${exitCode}:\n${output}`);
}

installSize();

await startUp(plugboard, top);

console.log(
  '\nprojects  command      time   ratio    memory  (ten connections a project; ratio to bare tsc --noEmit; fastest of 5 in turns, of 10000 the only one)',
);
for (const size of sizes.length > 0 ? sizes : [10, 1000, 10_000]) await bench(size);

console.log('\nFrom an edit to the findings of check --watch (ten connections a project; ratio to bare tsc --noEmit)');
await benchWatch(1000);

console.log(
  '\nImport with its closing plan (seven levels, four connections in one project of four; ratio to bare tsc on it)',
);
await benchImport(2000);
