import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningServer, startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCommand } from '../cli/run-command.ts';
import { dataDirectory } from '../data-directory.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type ProcessResult, plugboard, type SandboxProcess, sandbox } from './plugboard.ts';

const canary = 'canary-7f3a91';

const program = (connections: string): string => `
import { dockerRegistry, githubConnection, project, root, secret } from 'plugboard';

export default root({
  stack: 'acme',
  projects: [project('Payments', { projects: [project('Payments_New', { name: 'New & shiny', connections: { ${connections} } })] })],
});
`;

const github = `github: githubConnection({ displayName: 'GitHub', clientId: 'Iv1.1', clientSecret: secret.env('GITHUB_SECRET') }),`;

type Run = (argv: readonly string[], environment?: Readonly<Record<string, string>>) => Promise<ProcessResult>;

interface Site {
  readonly data: string;
  readonly folder: string;
}

const makeSite = (connections: string): Site => ({
  data: dataDirectory({ _Root: { features: [] }, Payments: { features: [] } }),
  folder: temporaryFolder({ 'plugboard.ts': program(connections) }),
});

const environmentOf = (url: string, token: string): Readonly<Record<string, string>> => ({
  TEAMCITY_URL: url,
  TEAMCITY_TOKEN: token,
  GITHUB_SECRET: canary,
});

/** A server and commands as processes. */
async function processes(connections: string): Promise<Site & { readonly server: SandboxProcess; readonly run: Run }> {
  const { data, folder } = makeSite(connections);
  const server = await sandbox(['--data-dir', data]);
  const usual = environmentOf(server.url, server.tokens.edit);
  const run: Run = (argv, environment) => plugboard(argv, { folder, environment: { ...usual, ...environment } });
  return { server, data, folder, run };
}

/** The same in the process of the tests. */
async function site(connections: string): Promise<Site & { readonly server: RunningServer; readonly run: Run }> {
  const { data, folder } = makeSite(connections);
  const server = await startServer({ dataDirectory: data });
  onTestFinished(() => server.close());
  const usual = environmentOf(server.url, server.tokens.edit);
  const run: Run = (argv, environment) =>
    runCommand(argv, { workingDirectory: folder, environment: { ...usual, ...environment } });
  return { server, data, folder, run };
}

describe('plan and apply over loopback', () => {
  it('come to a server that matches, with no secret in any output or file', async () => {
    const { server, data, folder, run } = await processes(github);
    const planned = await run(['plan', '-o', 'plan.json', '--detailed-exitcode'], {
      TEAMCITY_TOKEN: server.tokens.read,
      GITHUB_SECRET: '',
    });
    expect(planned.code).toBe(2);
    expect(planned.out).toContain('Plan: 2 to add, 0 to change, 0 to destroy.');

    const applied = await run(['apply', 'plan.json']);
    expect(applied).toMatchObject({ code: 0 });
    expect(applied.out).toContain('Apply complete! Resources: 2 added, 0 changed, 0 destroyed.');

    const again = await run(['plan', '--detailed-exitcode']);
    expect(again).toEqual({
      code: 0,
      out: 'No changes. The server matches the declared connections.\n',
      err: '',
    });
    const overFiles = await run(['plan', '--data-dir', data], { TEAMCITY_URL: '', TEAMCITY_TOKEN: '' });
    expect(overFiles.out).toBe(again.out);

    expect(await server.end()).toBe(0);
    const written = readFileSync(join(data, 'config/projects/Payments_New/project-config.xml'), 'utf8');
    expect(written).toContain('<name>New &amp; shiny</name>');
    const everything =
      JSON.stringify([planned, applied, again, overFiles]) + readFileSync(join(folder, 'plan.json'), 'utf8') + written;
    expect(everything).not.toContain(canary);
    expect(everything).not.toContain(server.tokens.edit);
  });

  it('name a secret that is not set, before anything is written', async () => {
    const { data, run } = await site(github);
    const { code, err } = await run(['apply', '--auto-approve'], { GITHUB_SECRET: '' });
    expect(code).toBe(1);
    expect(err).toContain('error[PB601]: secret is not available');
    expect(err).toContain(
      'Environment variable `GITHUB_SECRET` is empty. Needed for `clientSecret` of `Payments_New/github`.',
    );
    const overFiles = await run(['plan', '--data-dir', data]);
    expect(overFiles.out).toContain('Plan: 2 to add, 0 to change, 0 to destroy.');
  });

  it('change nothing where nobody approves', async () => {
    const { run } = await site(github);
    const { code, err } = await run(['apply']);
    expect(code).toBe(1);
    expect(err).toContain('error[PB605]: apply not approved');
    expect((await run(['plan'])).out).toContain('Plan: 2 to add');
  });

  it('refuse a saved plan when the program or what it touches has moved on', async () => {
    const { folder, run } = await site(github);
    await run(['plan', '-o', 'plan.json']);
    writeFileSync(join(folder, 'plugboard.ts'), program(github.replace('Iv1.1', 'Iv1.2')));
    const changed = await run(['apply', 'plan.json']);
    expect(changed.code).toBe(1);
    expect(changed.err).toContain('The program has changed since the plan was made.');

    writeFileSync(join(folder, 'plugboard.ts'), program(github));
    expect((await run(['apply', '--auto-approve'])).code).toBe(0);
    const stale = await run(['apply', 'plan.json']);
    expect(stale.code).toBe(1);
    expect(stale.err).toContain('`Payments_New` is as wanted by now.');
  });

  it('refuse a plan file that is none', async () => {
    const { folder, run } = await site(github);
    writeFileSync(join(folder, 'plan.json'), '{"format_version":"2.0"}');
    expect((await run(['apply', 'plan.json'])).err).toContain(
      'The plan file has format 2.0; this version of Plugboard reads 1.x.',
    );
    writeFileSync(join(folder, 'plan.json'), 'nonsense');
    expect((await run(['apply', 'plan.json'])).err).toContain('The file is no plan that Plugboard saved.');
  });

  it('say which permission is missing, project by project', async () => {
    const { server, run } = await site(github);
    const withheld = await run(['plan'], { TEAMCITY_TOKEN: server.tokens.view });
    expect(withheld.code).toBe(1);
    expect(withheld.err).toContain('The access token may not view the settings of `_Root`, `Payments`.');
    const readOnly = await run(['apply', '--auto-approve'], { TEAMCITY_TOKEN: server.tokens.read });
    expect(readOnly.code).toBe(1);
    expect(readOnly.err).toContain('error[PB620]: permission to change is missing');
    expect(readOnly.err).toContain(
      'The access token may not create projects in `Payments`: it lacks the permission “Create subproject” there.',
    );
    expect(readOnly.err).toContain('Nothing was written.');
    expect((await run(['plan'])).out).toContain('Plan: 2 to add, 0 to change, 0 to destroy.');
    expect(readOnly.err).not.toContain(server.tokens.read);
  });
});

describe('the sandbox', () => {
  it('says so where its data directory does not exist', async () => {
    const { code, err } = await plugboard(['sandbox', '--data-dir', '/nonexistent', '--port', '0'], {
      folder: temporaryFolder(),
    });
    expect(code).toBe(1);
    expect(err).toContain('error[PB408]: data directory not found');
    expect(err).not.toMatch(/^\s+at /m);
  });
});
