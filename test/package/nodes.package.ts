import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstMinutes } from './first-minutes.ts';
import { type Installed, installed, npm } from './installed.ts';

const top = fileURLToPath(new URL('../..', import.meta.url));

/** Commands that read, run, refuse and write: each starts the parts of Node that others do not. */
const commands: readonly (readonly [code: number, ...argv: string[]])[] = [
  [0, '--version'],
  [0, '--help'],
  [0, 'explain', 'PB301'],
  [0, 'check', '--stack', 'acme/plugboard.ts'],
  [0, 'check', '--stack', 'policies/plugboard.ts'],
  [0, 'test', '--stack', 'policies/plugboard.ts'],
  [1, 'check', '--stack', 'wrong/plugboard.ts'],
  [1, 'check', '--stack', 'endless/plugboard.ts'],
  [0, 'check', '--stack', 'packaged/plugboard.ts'],
  [0, 'manifest', '--stack', 'acme/plugboard.ts'],
  [0, 'plan', '--stack', 'acme/plugboard.ts', '--data-dir', 'data'],
  [0, 'plan', '--stack', 'acme/plugboard.ts', '--data-dir', 'data', '--out', 'html=-'],
  [1, 'apply', '--stack', 'acme/plugboard.ts', '--server', 'http://127.0.0.1:1', '--auto-approve'],
  [3, 'plan', '--nonsense'],
];

/** What the commands write and how they end, on stdout and on stderr. */
function words(app: Installed, node: string): readonly unknown[] {
  return commands.map(([expected, ...argv]) => {
    const { code, out, err } = app.run(node, 'npx', 'plugboard', ...argv);
    expect(code, `plugboard ${argv.join(' ')}: ${out}${err}`).toBe(expected);
    return { argv, out, err };
  });
}

function layOutStacks(folder: string): void {
  cpSync(join(top, 'fixtures/stacks/acme'), join(folder, 'acme'), { recursive: true });
  cpSync(join(top, 'fixtures/stacks/policies'), join(folder, 'policies'), { recursive: true });
  cpSync(join(top, 'fixtures/data/acme'), join(folder, 'data'), { recursive: true });
  cpSync(join(top, 'test/scenarios/everything-wrong-at-once'), join(folder, 'wrong'), { recursive: true });
  const write = (name: string, text: string): void => {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'plugboard.ts'), text);
  };
  write('endless', "import { root } from 'plugboard';\nroot({ stack: 'a' });\nfor (;;) [].push();\n");
  write(
    'packaged',
    "import { string } from 'zod';\nimport { root } from 'plugboard';\nexport default root({ stack: string().parse('a') });\n",
  );
}

describe('the package, installed into an empty folder', () => {
  let app: Installed;
  let nodes: string;
  let here: readonly unknown[];
  beforeAll(() => {
    app = installed();
    nodes = mkdtempSync(join(tmpdir(), 'plugboard-nodes-'));
    layOutStacks(app.folder);
    here = words(app, process.execPath);
  });
  afterAll(() => {
    app.remove();
    rmSync(nodes, { recursive: true, force: true });
  });

  // The registry has the executables of these versions as packages; one that is not to be had fails here.
  describe.each(['20.19.0', '22', '24', '26'])('on Node %s', (version) => {
    let node: string;
    beforeAll(() => {
      const name = `node-${process.platform}-${process.arch}`;
      const folder = mkdtempSync(join(nodes, `${version}-`));
      npm(folder, 'install', `${name}@${version}`);
      node = join(folder, 'node_modules', name, 'bin', 'node');
      expect(app.run(node, 'node', '--version').out).toMatch(new RegExp(`^v${version}\\.?`));
    });

    it('writes a first stack, checks it and shows the demo', () => {
      firstMinutes(app, node);
    });

    it('writes on stdout and stderr what it writes on any other, to the letter', () => {
      expect(words(app, node)).toEqual(here);
    });
  });
});
