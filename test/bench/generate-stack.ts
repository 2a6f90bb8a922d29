import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One connection, as the author writes it and as the server stores it. */
interface BenchConnection {
  readonly key: string;
  readonly kind: string;
  readonly id: string;
  readonly source: string;
  readonly stored: Readonly<Record<string, string>>;
  readonly secret: string;
}

interface BenchProject {
  readonly id: string;
  readonly parent: string | undefined;
  readonly connections: readonly BenchConnection[];
}

const perProject = 10;
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
  const children = new Map<string, BenchProject[]>();
  for (const project of projects) {
    if (project.parent === undefined) continue;
    const siblings = children.get(project.parent);
    if (siblings === undefined) children.set(project.parent, [project]);
    else siblings.push(project);
  }
  for (const project of projects) {
    const below = children.get(project.id) ?? [];
    writeFileSync(join(stack, `${fileName(project.id)}.ts`), program(project, below));
    const config = join(data, 'config', 'projects', project.id);
    mkdirSync(config, { recursive: true });
    writeFileSync(join(config, 'project-config.xml'), projectConfig(project));
  }
  return { stack, data };
}

const fileName = (id: string): string => (id === '_Root' ? 'plugboard' : id);

function benchProject(index: number): BenchProject {
  const id = index === 0 ? '_Root' : `Project${index}`;
  const above = Math.floor((index - 1) / fanOut);
  const parent = index === 0 ? undefined : above === 0 ? '_Root' : `Project${above}`;
  const connections = Array.from({ length: perProject }, (_, position) => connection(id, index, position));
  return { id, parent, connections };
}

function connection(project: string, index: number, position: number): BenchConnection {
  const id = `PROJECT_EXT_${index * (perProject + 1) + position + 1}`;
  const key = `connection${position}`;
  const name = `${project} ${position}`;
  const variable = `SECRET_${index}_${position}`;
  if (position % 2 === 0) {
    return {
      id,
      key,
      kind: 'dockerRegistry',
      secret: 'secure:userPass',
      source: `dockerRegistry({ name: '${name}', url: 'https://registry${position}.example.com', userName: 'ci', password: secret.env('${variable}') })`,
      stored: {
        displayName: name,
        providerType: 'Docker',
        repositoryUrl: `https://registry${position}.example.com`,
        userName: 'ci',
      },
    };
  }
  return {
    id,
    key,
    kind: 'gitlabEEConnection',
    secret: 'secure:clientSecret',
    source: `gitlabEEConnection({ displayName: '${name}', serverUrl: 'https://gitlab${position}.example.com', applicationId: 'app${index}', clientSecret: secret.env('${variable}') })`,
    stored: {
      clientId: `app${index}`,
      displayName: name,
      gitLabUrl: `https://gitlab${position}.example.com`,
      providerType: 'GitLabCEorEE',
    },
  };
}

function program({ id, connections }: BenchProject, below: readonly BenchProject[]): string {
  const imports = below.map((child) => `import { ${child.id} } from './${child.id}.ts';`);
  const body = [
    '  connections: {',
    ...connections.map(({ key, source }) => `    ${key}: ${source},`),
    '  },',
    `  projects: [${below.map((child) => child.id).join(', ')}],`,
  ].join('\n');
  const head =
    id === '_Root'
      ? `export default root({\n  stack: 'bench',\n${body}\n});`
      : `export const ${id}: Project = project('${id}', {\n${body}\n});`;
  const names =
    id === '_Root'
      ? 'dockerRegistry, gitlabEEConnection, root, secret'
      : 'dockerRegistry, gitlabEEConnection, type Project, project, secret';
  return `import { ${names} } from 'plugboard';\n${imports.join('\n')}\n${head}\n`;
}

function projectConfig({ id, parent, connections }: BenchProject): string {
  const index = id === '_Root' ? 0 : Number(id.slice('Project'.length));
  const features = connections.map((one, position) => {
    const drifted = position === 0 && index % 100 === 1 ? { displayName: `${one.stored['displayName']} by hand` } : {};
    return extension(one.id, 'OAuthProvider', { ...one.stored, ...drifted, [one.secret]: `credentialsJSON:${one.id}` });
  });
  const entries = connections.map(({ key, kind, id: feature, secret }) => [
    `connection:${key}`,
    JSON.stringify({ kind, id: feature, revisions: { [secret]: 1 } }),
  ]);
  const ledger = extension(`PROJECT_EXT_${index * (perProject + 1) + perProject + 1}`, 'plugboard', {
    format: '1',
    project: id,
    stack: 'bench',
    ...Object.fromEntries(entries),
  });
  const parentId = parent === undefined || parent === '_Root' ? '' : ` parent-id="${parent}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<project${parentId} uuid="${id}">`,
    `  <name>${id === '_Root' ? '&lt;Root project&gt;' : id}</name>`,
    '  <parameters />',
    '  <project-extensions>',
    ...features,
    ledger,
    '  </project-extensions>',
    '  <cleanup />',
    '</project>',
    '',
  ].join('\n');
}

function extension(id: string, type: string, parameters: Readonly<Record<string, string>>): string {
  const lines = Object.entries(parameters)
    .sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
    .map(([name, value]) => `        <param name="${name}" value="${value.replaceAll('"', '&quot;')}" />`);
  return [
    `    <extension id="${id}" type="${type}">`,
    '      <parameters>',
    ...lines,
    '      </parameters>',
    '    </extension>',
  ].join('\n');
}
