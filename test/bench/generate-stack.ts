import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extensionElement } from '../extension-element.ts';
import { type BenchConnection, benchConnections } from './bench-connections.ts';
import { connectionElement, projectFile } from './project-file.ts';

interface BenchProject {
  readonly id: string;
  readonly index: number;
  readonly parent: string | undefined;
  readonly connections: readonly BenchConnection[];
}

/** Children of a project, so that a thousand projects are a tree of four levels. */
const fanOut = 10;

/**
 * Writes a stack of that many projects (the root among them) with ten connections each, one file a project, and the
 * data directory of a server on which all of it is applied already except for one display name in a hundred projects.
 */
export function generateStack(folder: string, count: number): { readonly stack: string; readonly data: string } {
  const stack = join(folder, 'stack');
  const data = join(folder, 'data');
  mkdirSync(stack, { recursive: true });
  const projects = Array.from({ length: count }, (_, index) => benchProject(index));
  for (const project of projects) {
    const first = project.index * fanOut + 1;
    const below = projects.slice(first, first + fanOut);
    writeFileSync(join(stack, `${fileName(project.id)}.ts`), program(project, below));
    const config = join(data, 'config', 'projects', project.id);
    mkdirSync(config, { recursive: true });
    writeFileSync(join(config, 'project-config.xml'), projectConfig(project));
  }
  return { stack, data };
}

const idOf = (index: number): string => (index === 0 ? '_Root' : `Project${index}`);
const fileName = (id: string): string => (id === '_Root' ? 'plugboard' : id);

function benchProject(index: number): BenchProject {
  const id = idOf(index);
  const parent = index === 0 ? undefined : idOf(Math.floor((index - 1) / fanOut));
  return { id, index, parent, connections: benchConnections(id) };
}

function program({ id, connections }: BenchProject, below: readonly BenchProject[]): string {
  const builders = connections.map(({ kind }) => kind);
  const names = [
    ...builders,
    'accessKey',
    'tempCredentials',
    'secret',
    ...(id === '_Root' ? ['root'] : ['project', 'type Project']),
  ];
  const imports = below.map((child) => `import { ${child.id} } from './${child.id}.ts';`);
  const body = [
    '  connections: {',
    ...connections.map(({ key, kind, source }) => `    ${key}: ${kind}({ ${source} }),`),
    '  },',
    `  projects: [${below.map((child) => child.id).join(', ')}],`,
  ].join('\n');
  const head =
    id === '_Root'
      ? `export default root({\n  stack: 'bench',\n  rules: { 'personal-tokens-in-root': 'off' },\n${body}\n});`
      : `export const ${id}: Project = project('${id}', {\n${body}\n});`;
  return `import { ${names.join(', ')} } from 'plugboard';\n${imports.join('\n')}\n${head}\n`;
}

function projectConfig({ id, index, parent, connections }: BenchProject): string {
  const number = (position: number): string => `PROJECT_EXT_${index * (connections.length + 1) + position + 1}`;
  const drifted = index % 100 === 1 ? { displayName: 'By hand' } : {};
  const features = connections.map((one, position) =>
    connectionElement(number(position), one, position === 0 ? drifted : {}),
  );
  const entries = connections.map(({ key, kind, secrets }, position) => [
    `connection:${key}`,
    JSON.stringify({ kind, id: number(position), revisions: Object.fromEntries(secrets.map((name) => [name, 1])) }),
  ]);
  const ledger = extensionElement(number(connections.length), 'plugboard', {
    format: '1',
    project: id,
    stack: 'bench',
    ...Object.fromEntries(entries),
  });
  return projectFile(id, parent, [...features, ledger]);
}
