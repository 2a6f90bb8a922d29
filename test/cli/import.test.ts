import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RunningServer, startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { type CommandResult, runCommand } from './run-command.ts';

const company = fileURLToPath(new URL('../../fixtures/data/acme', import.meta.url));

interface Site {
  readonly server: RunningServer;
  readonly data: string;
  readonly folder: string;
  /** Runs a command in the stack's folder against the server, with a token that may edit. */
  readonly run: (...argv: readonly string[]) => Promise<CommandResult>;
  readonly file: (name: string) => string;
}

/** A copy of the example company's server, over loopback. Another stack, `acme`, owns two of its connections. */
async function site(): Promise<Site> {
  const data = temporaryFolder();
  cpSync(company, data, { recursive: true });
  const server = await startServer({ dataDirectory: data });
  onTestFinished(() => server.close());
  const folder = temporaryFolder();
  const environment = { TEAMCITY_URL: server.url, TEAMCITY_TOKEN: server.tokens.edit };
  return {
    server,
    data,
    folder,
    run: (...argv) => runCommand(argv, { workingDirectory: folder, environment }),
    file: (name) => readFileSync(join(folder, name), 'utf8'),
  };
}

/** The text of every connection's element in a data directory, by project and id. */
function connectionElements(data: string): Readonly<Record<string, string>> {
  const projects = join(data, 'config', 'projects');
  const found = readdirSync(projects).flatMap((id) => {
    const text = readFileSync(join(projects, id, 'project-config.xml'), 'utf8');
    return [...text.matchAll(/ *<extension id="(.*?)" type="OAuthProvider">[\s\S]*?<\/extension>\r?\n/g)].map(
      ([element, feature]) => [`${id}/${feature}`, element] as const,
    );
  });
  return Object.fromEntries(found);
}

const imported = 'Plan: 20 to import, 0 to add, 0 to change, 0 to destroy.';

describe('plugboard import over loopback', () => {
  it('writes a stack whose apply writes the ledger and nothing else', async () => {
    const { data, server, run } = await site();
    const before = connectionElements(data);
    expect(Object.keys(before)).toHaveLength(22);

    const result = await run('import');
    expect(result.err).toMatch(/^2 warnings\.$/m);
    expect(result).toEqual({
      code: 0,
      err: expect.stringContaining('belongs to stack `acme`'),
      out: `created   plugboard.ts
created   legacy.ts
created   payments.ts
created   platform.ts
created   storefront.ts

${imported}
`,
    });
    expect(server.requests.filter(({ method }) => method !== 'GET')).toEqual([]);

    expect((await run('plan', '--detailed-exitcode')).code).toBe(2);
    const applied = await run('apply', '--auto-approve');
    expect(applied.code).toBe(0);
    expect(applied.out).toContain('Apply complete! Resources: 20 imported, 0 added, 0 changed, 0 destroyed.');
    expect(connectionElements(data)).toEqual(before);

    const planned = await run('plan', '--detailed-exitcode');
    expect(planned.code).toBe(0);
    expect(planned.out).toMatch(/^No changes\./);
  });

  it('changes nothing the second time, before and after apply', async () => {
    const { run, file } = await site();
    await run('import', '--secrets', 'env', '--layout', 'single');
    const text = file('plugboard.ts');
    expect((await run('import')).out).toBe(`No file needs a change.\n\n${imported}\n`);
    await run('apply', '--auto-approve');
    const again = await run('import');
    expect(again.out).toBe('No file needs a change.\n\nPlan: 0 to add, 0 to change, 0 to destroy.\n');
    expect(again.code).toBe(0);
    expect(file('plugboard.ts')).toBe(text);
  });

  it('follows what changed on the server in an edited program', async () => {
    const { run, file, folder, server } = await site();
    await run('import', '--stack-name', 'mine');
    const edited = file('storefront.ts').replace('    npm: npmRegistry({', '    // Ours.\n    npm: npmRegistry({');
    writeFileSync(join(folder, 'storefront.ts'), edited);
    await fetch(
      `${server.url}/app/rest/projects/id:Storefront/projectFeatures/id:PROJECT_EXT_41/properties/displayName`,
      {
        method: 'PUT',
        headers: { authorization: `Bearer ${server.tokens.edit}`, 'content-type': 'text/plain' },
        body: "npm's own",
      },
    );
    const result = await run('import');
    expect(result.out).toBe(`updated   storefront.ts\n\n${imported}\n`);
    expect(file('storefront.ts')).toBe(edited.replace("name: 'npm',", `name: "npm's own",`));
  });

  it('fails loudly where the program says something else than the server, and leaves the files', async () => {
    const { run, file, folder } = await site();
    await run('import');
    const text = file('plugboard.ts');
    const edited = text.replace('  connections: {', "  connections: {\n    more: dockerRegistry({ name: 'New' }),");
    writeFileSync(join(folder, 'plugboard.ts'), edited);
    const result = await run('import');
    expect(result.code).toBe(1);
    expect(result.out).toContain('Plan: 20 to import, 1 to add, 0 to change, 0 to destroy.');
    expect(result.err).toContain('error[PB118]: import is not clean');
    expect(result.err).toContain('`_Root/more` is not as on the server (`create`)');
    expect(file('plugboard.ts')).toBe(edited);
  });

  it('does not edit a program that does not compile', async () => {
    const { run, file, folder } = await site();
    await run('import');
    const broken = `${file('payments.ts')}\nconst broken: number = 'x';\n`;
    writeFileSync(join(folder, 'payments.ts'), broken);
    const result = await run('import');
    expect(result.code).toBe(1);
    expect(result.err).toContain('payments.ts');
    expect(file('payments.ts')).toBe(broken);
  });
});

describe('a file that import did not write', () => {
  it('is every one of a stack whose program is gone', async () => {
    const { run, file, folder } = await site();
    await run('import');
    const edited = `${file('payments.ts')}// Mine.\n`;
    writeFileSync(join(folder, 'payments.ts'), edited);
    rmSync(join(folder, 'plugboard.ts'));
    expect((await run('import')).err).toContain('`payments.ts` is there already');
    expect(file('payments.ts')).toBe(edited);
    expect(readdirSync(folder)).not.toContain('plugboard.ts');
  });

  it('is never overwritten, nor is anything written beside it', async () => {
    const { run, file, folder } = await site();
    writeFileSync(join(folder, 'payments.ts'), 'export const mine = 1;\n');
    const result = await run('import');
    expect(result.code).toBe(1);
    expect(result.err).toContain('error[PB116]: file exists already');
    expect(result.err).toContain('`payments.ts` is there already');
    expect(readdirSync(folder)).toEqual(['payments.ts']);
    expect(file('payments.ts')).toBe('export const mine = 1;\n');
  });

  it('is not written through where it is a link', async () => {
    const { run, folder } = await site();
    const elsewhere = temporaryFolder({ 'victim.ts': '// Written by `plugboard import`\n' });
    symlinkSync(join(elsewhere, 'victim.ts'), join(folder, 'payments.ts'));
    symlinkSync(join(elsewhere, 'nothing.ts'), join(folder, 'platform.ts'));
    expect((await run('import')).err).toMatch(/PB116[\s\S]*PB116/);
    expect(readdirSync(elsewhere)).toEqual(['victim.ts']);
    expect(readFileSync(join(elsewhere, 'victim.ts'), 'utf8')).toBe('// Written by `plugboard import`\n');
  });

  it('is replaced with --force', async () => {
    const { run, file, folder } = await site();
    writeFileSync(join(folder, 'payments.ts'), 'export const mine = 1;\n');
    const result = await run('import', '--force');
    expect(result.code).toBe(0);
    expect(result.out).toContain('updated   payments.ts\n');
    expect(file('payments.ts')).toContain("project('Payments'");
  });
});

describe('plugboard snapshot over loopback', () => {
  it('saves what plan and import need, without any secret', async () => {
    const { run, file, data, folder, server } = await site();
    expect(await run('snapshot', '-o', 'live.json')).toEqual({ code: 0, out: '', err: '' });
    const text = file('live.json');
    expect(JSON.parse(text)).toMatchObject({ format_version: '1.1', source: { kind: 'server', url: server.url } });
    expect(text).not.toContain('credentialsJSON:');
    expect((await run('snapshot')).out).toBe(text);

    const fromServer = await run('import', '-o', 'a');
    const fromFile = await run('import', '-o', 'b', '--snapshot', join(folder, 'live.json'));
    expect(fromFile).toEqual(fromServer);
    expect(readFileSync(join(folder, 'a', 'payments.ts'))).toEqual(readFileSync(join(folder, 'b', 'payments.ts')));
    const planned = await run('plan', '--stack', 'b/plugboard.ts', '--snapshot', join(folder, 'live.json'));
    expect(planned.code).toBe(0);
    expect(planned.out).toContain(imported);
    const fromFiles = await run('import', '-o', 'c', '--data-dir', data);
    expect(fromFiles.out).toBe(fromServer.out);
    expect(readFileSync(join(folder, 'c', 'payments.ts'))).toEqual(readFileSync(join(folder, 'b', 'payments.ts')));
  });
});
