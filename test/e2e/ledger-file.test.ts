/** `--ledger FILE`: a server whose owners want no features of type `plugboard`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningServer, startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CommandResult, runCommand } from '../cli/run-command.ts';
import { dataDirectory } from '../data-directory.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const program = (connections: string): string => `
import { dockerRegistry, project, root } from 'plugboard';
export default root({ stack: 'acme', projects: [project('Payments', { connections: { ${connections} } })] });
`;
const registry = "registry: dockerRegistry({ name: 'Registry' })";

interface Site {
  readonly server: RunningServer;
  readonly folder: string;
  readonly data: string;
  readonly run: (...argv: readonly string[]) => Promise<CommandResult>;
  readonly declare: (connections: string) => void;
  readonly writes: () => readonly string[];
}

async function site(): Promise<Site> {
  const data = dataDirectory({ _Root: { features: [] }, Payments: { features: [] } });
  const server = await startServer({ dataDirectory: data });
  onTestFinished(() => server.close());
  const folder = temporaryFolder({ 'plugboard.ts': program(registry) });
  const environment = { TEAMCITY_URL: server.url, TEAMCITY_TOKEN: server.tokens.edit };
  return {
    server,
    folder,
    data,
    run: (...argv) => runCommand(argv, { workingDirectory: folder, environment }),
    declare: (connections) => writeFileSync(join(folder, 'plugboard.ts'), program(connections)),
    writes: () => server.requests.flatMap(({ method, path }) => (method === 'GET' ? [] : [`${method} ${path}`])),
  };
}

const ledger = ['--ledger', 'ledger.json'];

describe('a ledger in a file', () => {
  it('owns what apply makes, and the server gets no ledger', async () => {
    const { run, folder, declare, data, writes } = await site();
    const applied = await run('apply', '--auto-approve', ...ledger);
    expect(applied).toMatchObject({ code: 0 });
    expect(applied.out).toContain('Read back: the server is as declared.');
    expect(writes()).toEqual(['POST /app/rest/projects/id:Payments/projectFeatures?fields=id']);
    const written = JSON.parse(readFileSync(join(folder, 'ledger.json'), 'utf8'));
    expect(written).toMatchObject({
      format_version: '1.0',
      server: '11111111-0000-0000-0000-_Root',
      stack: 'acme',
      projects: { Payments: { registry: { kind: 'dockerRegistry', id: 'PROJECT_EXT_1' } } },
    });

    expect((await run('plan', ...ledger)).out).toMatch(/^No changes\./);
    expect((await run('plan', '--data-dir', data, ...ledger)).out).toMatch(/^No changes\./);
    expect((await run('plan')).err).toContain('error[PB501]: connection exists already');

    declare('');
    expect((await run('apply', '--auto-approve', ...ledger)).out).toContain('0 added, 0 changed, 1 destroyed');
    expect(JSON.parse(readFileSync(join(folder, 'ledger.json'), 'utf8')).projects).toEqual({});
  });

  it('is known to the picture of what a plan would change', async () => {
    const { run } = await site();
    const before = await run('graph', '--changed', ...ledger);
    expect(before.out).toContain('Registry');
    await run('apply', '--auto-approve', ...ledger);
    const after = await run('graph', '--changed', ...ledger);
    expect(after).toMatchObject({ code: 0, err: '' });
    expect(after.out).not.toContain('Registry');
    expect((await run('graph', '--changed')).code).toBe(1);
  });

  it('gives what is imported the keys that it is owned by', async () => {
    const { run, folder } = await site();
    await run('apply', '--auto-approve', ...ledger);
    const imported = ['import', '-o', 'imported', '--stack-name', 'acme'];
    for (const again of [false, true]) {
      const { code, out, err } = await run(...imported, ...ledger);
      expect({ code, err }, `${again}`).toEqual({ code: 0, err: '' });
      expect(out).toContain('0 to add, 0 to change, 0 to destroy.');
    }
    const text = readFileSync(join(folder, 'imported/payments.ts'), 'utf8');
    expect(text).toContain('registry: dockerRegistry({');
    const other = await run('import', '-o', 'other', '--stack-name', 'other', ...ledger);
    expect(other.err).toContain('error[PB516]: ledger file cannot be used');
    expect(existsSync(join(folder, 'other'))).toBe(false);
  });

  it('is named in the command that applies a plan that was saved with it', async () => {
    const { run } = await site();
    const { err } = await run('plan', '-o', 'plan.json', ...ledger);
    expect(err).toContain('    plugboard apply plan.json --ledger ledger.json\n');
    expect(await run('apply', 'plan.json', ...ledger)).toMatchObject({ code: 0 });
  });

  it('is refused, and nothing is written, where it is damaged or of another server or stack', async () => {
    const { run, folder, writes } = await site();
    for (const [text, message] of [
      ['{', 'is damaged (it is not JSON)'],
      ['{"format_version":"3.0"}', 'has format 3.0, and this version of Plugboard reads 1.x'],
      ['{"format_version":"1.0","server":"x","stack":"acme","projects":{}}', 'is of another server (`x`; this one is'],
      ['{"format_version":"1.0","server":"x","stack":"other","projects":{}}', 'is of stack `other`'],
    ] as const) {
      writeFileSync(join(folder, 'ledger.json'), text);
      for (const command of [['plan'], ['apply', '--auto-approve']]) {
        const { code, err } = await run(...command, ...ledger);
        expect(code).toBe(1);
        expect(err).toContain('error[PB516]: ledger file cannot be used');
        expect(err).toContain(`The ledger file \`ledger.json\` ${message}`);
      }
      expect(readFileSync(join(folder, 'ledger.json'), 'utf8')).toBe(text);
    }
    expect(writes()).toEqual([]);
  });

  it('is not used beside a ledger on the server', async () => {
    const { run, folder, writes } = await site();
    expect(await run('apply', '--auto-approve')).toMatchObject({ code: 0 });
    const before = writes();
    const { code, err } = await run('apply', '--auto-approve', ...ledger);
    expect(code).toBe(1);
    expect(err).toContain('error[PB517]: ledger on the server and in a file');
    expect(err).toContain(
      'Stack `acme` has a ledger on the server, in `Payments`, and `ledger.json` would be a second one.',
    );
    expect(writes()).toEqual(before);
    expect(existsSync(join(folder, 'ledger.json'))).toBe(false);
  });

  it('that cannot be written keeps the server from being changed', async () => {
    const { run, writes } = await site();
    const { code, err } = await run('apply', '--auto-approve', '--ledger', 'missing/ledger.json');
    expect(code).toBe(1);
    expect(err).toContain('cannot be written: its folder does not exist.');
    expect(writes()).toEqual([]);
  });
});
