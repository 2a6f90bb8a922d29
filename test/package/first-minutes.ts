import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Installed } from './installed.ts';

/** What somebody does first who has installed the package, with this Node. */
export function firstMinutes({ folder, run }: Installed, node: string): void {
  for (const name of ['plugboard.ts', 'tsconfig.json', '.gitignore']) rmSync(join(folder, name), { force: true });

  const init = run(node, 'npx', 'plugboard', 'init');
  expect(init, init.said).toMatchObject({ code: 0, said: expect.stringContaining('created') });
  expect(run(node, 'npx', 'plugboard', 'check')).toMatchObject({
    code: 0,
    said: 'Stack "teamcity" is valid: 1 project, 1 connection.\n',
  });
  expect(run(node, 'npx', 'plugboard', 'explain', 'PB301')).toMatchObject({ code: 0 });

  const demo = run(node, 'npx', 'plugboard', 'demo');
  expect(demo, demo.said).toMatchObject({ code: 0 });
  expect(demo.said).toContain('Plan: 12 to import, 9 to add, 5 to change, 1 to destroy.');
  expect(demo.said).toContain('That was it: nothing runs any more, and no file is left.');
}
