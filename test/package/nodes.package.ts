import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstMinutes } from './first-minutes.ts';
import { type Installed, installed, npm } from './installed.ts';

describe('the package, installed into an empty folder', () => {
  let app: Installed;
  let nodes: string;
  beforeAll(() => {
    app = installed();
    nodes = mkdtempSync(join(tmpdir(), 'plugboard-nodes-'));
  });
  afterAll(() => {
    app.remove();
    rmSync(nodes, { recursive: true, force: true });
  });

  // The registry has the executables of these versions as packages; one that is not to be had fails here.
  it.each(['20', '22', '24'])('writes a first stack, checks it and shows the demo on Node %s', (version) => {
    const name = `node-${process.platform}-${process.arch}`;
    const folder = mkdtempSync(join(nodes, `${version}-`));
    npm(folder, 'install', `${name}@${version}`);
    const node = join(folder, 'node_modules', name, 'bin', 'node');
    expect(app.run(node, 'node', '--version').said).toMatch(new RegExp(`^v${version}\\.`));
    firstMinutes(app, node);
  });
});
