import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../compiler/compile.ts';
import { manifestJson } from '../compiler/render/manifest-json.ts';
import { temporaryFolder } from './temporary-folder.ts';

const connections = [
  "a: dockerRegistry({ name: 'A', password: secret.env('A'), userName: 'ci' })",
  "b: npmRegistry({ name: 'B', url: 'https://npm.example.com' })",
  "c: githubConnection({ displayName: 'C', clientId: 'c', clientSecret: secret.file('c') })",
];
const projects = ["project('P')", "project('Q', { projects: [project('Q_2'), project('Q_1')] })", "project('R')"];

async function manifestBytes(order: <T>(list: readonly T[]) => readonly T[]): Promise<string> {
  const folder = temporaryFolder({
    'plugboard.ts': `
      import { dockerRegistry, githubConnection, npmRegistry, project, root, secret } from 'plugboard';
      export default root({
        ${order([`projects: [${order(projects).join(', ')}]`, `connections: { ${order(connections).join(', ')} }`, "stack: 'acme'"]).join(',\n')}
      });`,
  });
  const { manifest, diagnostics } = await compile({ stackFile: join(folder, 'plugboard.ts'), inputs: {} });
  expect(diagnostics).toEqual([]);
  return manifest === undefined ? '' : manifestJson(manifest);
}

describe('the same program', () => {
  it('gives the same bytes, in whatever order it says things', async () => {
    const bytes = await manifestBytes((list) => list);
    expect(bytes).toContain('"address": "_Root/a"');
    expect(await manifestBytes((list) => list)).toBe(bytes);
    expect(await manifestBytes((list) => [...list].reverse())).toBe(bytes);
    expect(await manifestBytes((list) => [...list.slice(1), ...list.slice(0, 1)])).toBe(bytes);
  });
});
