import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataDirectory } from '../data-directory.ts';
import { readMermaid } from '../render/graph/read-mermaid.ts';
import { gitRepository } from '../revisions/git-repository.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type CommandResult, runCommand } from './run-command.ts';

const program = `
import { awsConnection, dockerRegistry, existing, iamRole, awsDefault, project, root } from 'plugboard';
const base = awsConnection({ name: 'Base', credentialsType: awsDefault() });
const roleArn = 'arn:aws:iam::123456789012:role/a';
const api = project('Payments_Api', {
  connections: {
    role: awsConnection({ name: 'Role', credentialsType: iamRole({ awsConnection: base, roleArn }) }),
    other: awsConnection({ name: 'Other', credentialsType: iamRole({ awsConnection: existing('aws_9'), roleArn }) }),
  },
});
export default root({
  stack: 'acme',
  connections: { base },
  projects: [project('Payments', { name: 'Payments & more', projects: [api] }), project('Storefront', {
    connections: { hub: dockerRegistry({ name: 'Hub' }) },
  })],
});
`;

const graph = (folder: string, ...argv: readonly string[]): Promise<CommandResult> =>
  runCommand(['graph', ...argv], { workingDirectory: folder });

const stack = (): string => temporaryFolder({ 'plugboard.ts': program });

const live = (): string =>
  dataDirectory({
    _Root: {
      features: [
        { id: 'aws_1', provider: 'AWS', displayName: 'Base', awsCredentialsType: 'aws.default' },
        { id: 'PROJECT_EXT_1', provider: 'Docker', displayName: 'Unmanaged' },
      ],
    },
    Payments: {
      features: [{ id: 'aws_2', provider: 'AWS', displayName: 'Role', awsConnectionId: 'aws_1' }],
    },
    Storefront: { features: [] },
  });

describe('graph', () => {
  it('draws the stack: projects, what stands in them, and dashed what refers to what', async () => {
    expect(await graph(stack())).toEqual({
      code: 0,
      err: '',
      out: `flowchart LR
  p___Root["#95;Root"]
  p_Payments["Payments #38; more<br/>Payments"]
  p_Payments__Api["Payments_Api"]
  p_Storefront["Storefront"]
  c___Root_x2f_base(["Base<br/>Amazon Web Services #40;AWS#41;"])
  c_Payments__Api_x2f_other(["Other<br/>Amazon Web Services #40;AWS#41;"])
  c_Payments__Api_x2f_role(["Role<br/>Amazon Web Services #40;AWS#41;"])
  c_Storefront_x2f_hub(["Hub<br/>Docker Registry"])
  c_aws__9(["aws_9<br/>Amazon Web Services #40;AWS#41;"])
  p___Root --> p_Payments
  p_Payments --> p_Payments__Api
  p___Root --> p_Storefront
  p___Root --- c___Root_x2f_base
  p_Payments__Api --- c_Payments__Api_x2f_other
  p_Payments__Api --- c_Payments__Api_x2f_role
  p_Storefront --- c_Storefront_x2f_hub
  c_Payments__Api_x2f_other -.-> c_aws__9
  c_Payments__Api_x2f_role -.-> c___Root_x2f_base
`,
    });
  });

  it('draws the same for Graphviz, into a file', async () => {
    const folder = stack();
    const { out } = await graph(folder, 'Storefront', '--format', 'dot', '-o', 'graph.dot');
    expect(out).toBe('');
    expect(readFileSync(join(folder, 'graph.dot'), 'utf8')).toBe(`digraph plugboard {
  rankdir=LR;
  node [fontname="Helvetica", fontsize=11, style=filled, fillcolor=white];
  p_Storefront [label="Storefront", shape=folder];
  c_Storefront_x2f_hub [label="Hub\\nDocker Registry", shape=oval];
  p_Storefront -> c_Storefront_x2f_hub [arrowhead=none];
}
`);
  });

  it('draws a subtree with what it refers to elsewhere', async () => {
    const { nodes, edges } = await readMermaid((await graph(stack(), 'Payments')).out);
    expect(Object.keys(nodes)).toEqual([
      'p___Root',
      'p_Payments',
      'p_Payments__Api',
      'c___Root_x2f_base',
      'c_Payments__Api_x2f_other',
      'c_Payments__Api_x2f_role',
      'c_aws__9',
    ]);
    expect(edges).toContain('c_Payments__Api_x2f_role -.-> c___Root_x2f_base');
  });

  it('draws what is on a server, and finds the nearest connection that an id refers to', async () => {
    const { nodes, edges } = await readMermaid((await graph('/', '--data-dir', live())).out);
    expect(nodes['c_Payments_x2f_aws__2']).toEqual(['Role', 'Amazon Web Services (AWS)']);
    expect(edges).toContain('c_Payments_x2f_aws__2 -.-> c___Root_x2f_aws__1');
  });

  it('draws only what a plan made now would change', async () => {
    const { code, out } = await graph(stack(), '--changed', '--data-dir', live());
    const { nodes, classes } = await readMermaid(out);
    expect(code).toBe(1);
    expect(classes).toEqual({
      changed: ['p_Payments'],
      added: ['p_Payments__Api', 'c_Payments__Api_x2f_other', 'c_Payments__Api_x2f_role', 'c_Storefront_x2f_hub'],
    });
    expect(nodes['p_Payments']).toEqual(['~ Payments & more', 'Payments']);
  });

  it('draws only what a saved plan or diff changes, also what it removes', async () => {
    const repository = gitRepository({ 'plugboard.ts': program });
    repository.write({ 'plugboard.ts': program.replace(/project\('Storefront'[\s\S]*?\}\)\]/, ']') });
    const diff = await runCommand(['diff', 'HEAD', '--format', 'json'], { workingDirectory: repository.folder });
    repository.write({ 'diff.json': diff.out });
    expect((await graph(repository.folder, '--plan', 'diff.json')).out).toBe(`flowchart LR
  p_Storefront["Storefront"]
  c_Storefront_x2f_hub(["#45; Hub<br/>Docker Registry"])
  p_Storefront --- c_Storefront_x2f_hub
  classDef destroyed fill:#ffebe9,stroke:#cf222e,color:#1f2328
  class c_Storefront_x2f_hub destroyed
`);
  });

  it('draws a plan on what is on the server, where connections go by their ids', async () => {
    const data = live();
    const folder = temporaryFolder({
      'plugboard.ts': `
        import { dockerRegistry, root } from 'plugboard';
        const hub = dockerRegistry({ name: 'Hub', adopt: 'PROJECT_EXT_1' });
        export default root({ stack: 'acme', connections: { hub } });
      `,
    });
    await runCommand(['plan', '--data-dir', data, '-o', 'plan.json'], { workingDirectory: folder });
    const { classes } = await readMermaid((await graph(folder, '--plan', 'plan.json', '--data-dir', data)).out);
    expect(classes).toEqual({ imported: ['c___Root_x2f_PROJECT__EXT__1'] });
  });
});

describe('graph refuses', () => {
  const refusal = ({ code, out, err }: CommandResult): string => {
    expect(code).toBe(1);
    expect(out).toBe('');
    return err;
  };

  it('a project that is not there', async () => {
    expect(refusal(await graph(stack(), 'Payment'))).toContain('Did you mean `Payments`?');
  });

  it('a graph that is too large to be drawn, and says what to narrow it to', async () => {
    const folder = temporaryFolder({
      'plugboard.ts': `
        import { npmRegistry, project, root } from 'plugboard';
        const connections = (count: number) => Object.fromEntries(
          Array.from({ length: count }, (_, i) => ['r' + i, npmRegistry({ name: 'npm ' + i, url: 'https://npm.example.com' })]),
        );
        export default root({ stack: 'acme', projects: [
          project('Large', { connections: connections(600) }),
          project('Medium', { connections: connections(30) }),
          project('Small', { connections: connections(2) }),
        ] });
      `,
    });
    const err = refusal(await graph(folder));
    expect(err).toContain('The graph has 635 lines between projects and connections, and Mermaid draws at most 500.');
    expect(err).toContain('Below the top there are: `Medium` (30), `Small` (2).');
    expect((await graph(folder, '--format', 'dot')).code).toBe(0);
    expect((await graph(folder, 'Medium')).code).toBe(0);
  });

  it('a file that is no plan, one that is not there, and one of another stack', async () => {
    const folder = stack();
    expect(refusal(await graph(folder, '--plan', 'plugboard.ts'))).toContain(
      'The file is no plan that Plugboard saved.',
    );
    expect(refusal(await graph(folder, '--plan', 'none.json'))).toContain('The plan file `none.json` cannot be read.');
    const other = temporaryFolder({
      'plugboard.ts':
        "import { project, root } from 'plugboard';\nexport default root({ stack: 'other', projects: [project('A')] });",
    });
    const plan = join(folder, 'plan.json');
    const empty = dataDirectory({ _Root: { features: [] } });
    await runCommand(['plan', '--data-dir', empty, '-o', plan], { workingDirectory: other });
    expect(refusal(await graph(folder, '--plan', 'plan.json'))).toContain(
      'The plan is one of stack `other`, and this is stack `acme`.',
    );
  });

  it('two plans at once', async () => {
    const { code, err } = await graph(stack(), '--changed', '--plan', 'plan.json');
    expect(code).toBe(3);
    expect(err).toContain("option '--changed' cannot be used with option '--plan <file>'");
  });
});
