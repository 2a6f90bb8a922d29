import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { installed } from '../package/installed.ts';

/** What the packed package brings into an empty folder, itself included. Megabytes are 2^20 bytes, as `du` counts. */
export function installSize(): void {
  const { folder, remove } = installed();
  try {
    const modules = join(folder, 'node_modules');
    const packages = readdirSync(modules).filter((name) => !name.startsWith('.'));
    const sizes = packages.map((name) => ({ name, megabytes: bytesIn(join(modules, name)) / 2 ** 20 }));
    const total = sizes.reduce((sum, { megabytes }) => sum + megabytes, 0);
    const largest = sizes.sort((a, b) => b.megabytes - a.megabytes).slice(0, 5);
    const parts = largest.map(({ name, megabytes }) => `${name} ${megabytes.toFixed(0)}`);
    console.log(`\nInstalled into an empty folder: ${total.toFixed(1)} MB (${parts.join(', ')})`);
  } finally {
    remove();
  }
}

function bytesIn(path: string): number {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
