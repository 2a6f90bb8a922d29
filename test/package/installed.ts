import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../..', import.meta.url));
const quiet = ['--no-audit', '--no-fund', '--prefer-offline'];

/** A folder that was empty before the package was installed into it. */
export interface Installed {
  readonly folder: string;
  /** What npm wrote when it was installed. */
  readonly said: string;
  /** Runs a command there, with this executable of Node as `node`. */
  readonly run: (node: string, program: string, ...argv: readonly string[]) => Ran;
  readonly remove: () => void;
}

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** All that it wrote: first on stdout, then on stderr. */
  readonly said: string;
}

/** Packs what was built and installs it as a user would. */
export function installed(): Installed {
  const root = mkdtempSync(join(tmpdir(), 'plugboard-package-'));
  const remove = (): void => rmSync(root, { recursive: true, force: true });
  try {
    npm(top, 'pack', '--ignore-scripts', '--pack-destination', root);
    const tarball = readdirSync(root).find((name) => name.endsWith('.tgz')) ?? '';
    const folder = mkdtempSync(join(root, 'app-'));
    const said = npm(folder, 'install', join(root, tarball));
    const command = join(folder, 'node_modules/.bin/plugboard');
    if (!existsSync(command)) throw new Error(`${tarball} was installed without its command: ${said}`);
    return { folder, said, run: (node, program, ...argv) => run(folder, node, program, argv), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Installs packages of the registry into a folder. */
export function npm(folder: string, ...argv: readonly string[]): string {
  const options = { cwd: folder, encoding: 'utf8', env: environment(process.execPath) } as const;
  const { status, stdout, stderr } = spawnSync('npm', [...quiet, ...argv], options);
  if (status !== 0) throw new Error(`npm ${argv.join(' ')}: ${stderr}`);
  return `${stdout}${stderr}`;
}

function run(folder: string, node: string, program: string, argv: readonly string[]): Ran {
  const { status, stdout, stderr } = spawnSync(program, argv, {
    cwd: folder,
    encoding: 'utf8',
    env: environment(node),
  });
  return { code: status, out: stdout, err: stderr, said: `${stdout}${stderr}` };
}

/** Nothing of what runs the tests may help: neither its settings, nor its `node_modules/.bin`. */
function environment(node: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_(?!config_)|TEAMCITY_|VITEST|NODE_)/.test(name));
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((part) => !part.includes('node_modules'));
  return { ...Object.fromEntries(own), PATH: [dirname(node), ...path].join(delimiter) };
}
