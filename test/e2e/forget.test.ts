/** `plugboard forget`: ownership is given up, and nothing else changes. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningServer, startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CommandResult, runCommand } from '../cli/run-command.ts';
import { dataDirectory, type FeatureOnDisk } from '../data-directory.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const program = (connections: string, more = ''): string => `
import { dockerRegistry, project, root } from 'plugboard';
export default root({ stack: 'acme', projects: [project('Payments', { ${more} connections: { ${connections} } })] });
`;
const registry = "registry: dockerRegistry({ name: 'Registry' })";

interface Site {
  readonly server: RunningServer;
  readonly folder: string;
  readonly run: (argv: string, ask?: () => Promise<string | undefined>) => Promise<CommandResult>;
  readonly declare: (connections: string, more?: string) => void;
  readonly file: (project?: string) => string;
  readonly writes: () => readonly string[];
}

async function site(features: readonly FeatureOnDisk[] = []): Promise<Site> {
  const data = dataDirectory({
    _Root: { features: [] },
    Payments: { features },
    Copy: { features: [{ id: 'C1', type: 'plugboard', format: '1', stack: 'acme', project: 'Payments' }] },
  });
  const server = await startServer({ dataDirectory: data });
  onTestFinished(() => server.close());
  const folder = temporaryFolder({ 'plugboard.ts': program(registry) });
  const environment = { TEAMCITY_URL: server.url, TEAMCITY_TOKEN: server.tokens.edit };
  return {
    server,
    folder,
    run: (argv, ask) => runCommand(argv.split(' '), { workingDirectory: folder, environment, ask }),
    declare: (connections, more) => writeFileSync(join(folder, 'plugboard.ts'), program(connections, more)),
    file: (project = 'Payments') => readFileSync(join(data, 'config/projects', project, 'project-config.xml'), 'utf8'),
    writes: () => server.requests.flatMap(({ method, path }) => (method === 'GET' ? [] : [`${method} ${path}`])),
  };
}

const features = (project: string): string => `/app/rest/projects/id:${project}/projectFeatures`;
/** The lock of the stack is the first feature that the server makes. */
const locking = (project: string): readonly string[] => [
  `POST ${features(project)}?fields=id`,
  `PUT ${features(project)}/id:PROJECT_EXT_1/properties/held`,
];
const unlocking = (project: string): string => `DELETE ${features(project)}/id:PROJECT_EXT_1`;

/** A ledger of stack `acme` in `Payments`, as it stands on disk. */
const ledgerWith = (entries: Readonly<Record<string, string>>): FeatureOnDisk => ({
  id: 'L1',
  type: 'plugboard',
  format: '1',
  stack: 'acme',
  project: 'Payments',
  ...Object.fromEntries(Object.entries(entries).map(([key, text]) => [`connection:${key}`, text])),
});
const owned: readonly FeatureOnDisk[] = [
  { id: 'E1', provider: 'Docker', displayName: 'Registry', repositoryUrl: 'https://docker.io' },
  ledgerWith({ registry: '{"kind":"dockerRegistry","id":"E1"}', other: '{"kind":"dockerRegistry","id":"E2"}' }),
];

describe('forget', () => {
  it('removes the entry and touches nothing else, and says what the next plan will say', async () => {
    const { run, writes, file } = await site(owned);
    const { code, out } = await run('forget Payments/registry --auto-approve');
    expect(code).toBe(0);
    expect(out).toBe(`# Payments/registry will be forgotten (dockerRegistry E1)
Stack "acme" gives up owning it. The connection itself stays as it is.

Payments/registry: forgotten. Stack "acme" no longer owns it.
It is still declared, and the next plan will stop at it. PB501: Project \`Payments\` has a \`dockerRegistry\` named \`Registry\` already (\`E1\`), which no stack owns.
To take it over, add \`adopt: 'E1'\` to \`Payments/registry\`, or run with \`--adopt-matching\`. To have both, give this one another display name.
`);
    expect(writes()).toEqual([
      ...locking('Payments'),
      'DELETE /app/rest/projects/id:Payments/projectFeatures/id:L1/properties/connection%3Aregistry',
      unlocking('Payments'),
    ]);
    expect(file()).toContain('<param name="displayName" value="Registry" />');
    expect((await run('plan')).err).toContain('error[PB501]: connection exists already');
  });

  it('removes the ledger with its last entry', async () => {
    const { run, file } = await site([ledgerWith({ registry: '{"kind":"dockerRegistry","id":"E1"}' })]);
    expect(await run('forget Payments/registry --auto-approve')).toMatchObject({ code: 0 });
    expect(file()).not.toContain('plugboard');
  });

  it('says that a connection which nobody declares will be left alone', async () => {
    const { run, declare } = await site(owned);
    declare('');
    const { out } = await run('forget Payments/registry --auto-approve');
    expect(out).toContain('Nobody declares it: the next plan will count it as unmanaged and leave it alone.');
    expect((await run('plan')).out).toContain('1 unmanaged connection left alone, in Payments.');
  });

  it('says that an exclusive project will lose it', async () => {
    const { run, declare } = await site(owned);
    declare('', 'exclusive: true,');
    const { out } = await run('forget Payments/registry --auto-approve');
    expect(out).toContain('Project Payments is exclusive and nobody declares it: the next plan will destroy it.');
    expect((await run('plan')).out).toContain('# Payments/#E1 will be destroyed');
  });

  it('says that an adopt line will take it over again, and that what is gone is gone', async () => {
    const { run, declare } = await site(owned);
    declare("registry: dockerRegistry({ name: 'Registry', adopt: 'E1' })");
    const { out } = await run('forget Payments/registry --auto-approve');
    expect(out).toContain('It is still declared with an `adopt` line: the next plan will take it over again.');
    expect((await run('forget Payments/other --auto-approve')).out).toContain(
      'The server does not have it: nothing is left of it.',
    );
  });

  it('gives up a protected connection too', async () => {
    const { run } = await site([ledgerWith({ registry: '{"kind":"dockerRegistry","id":"E1","protect":true}' })]);
    const { code, out } = await run('forget Payments/registry --auto-approve');
    expect(code).toBe(0);
    expect(out).toContain('It is protected, which goes with the entry.');
  });

  it('gives up an intent that never got an id', async () => {
    const made: FeatureOnDisk = { id: 'E1', provider: 'Docker', displayName: 'Registry' };
    const intent = '{"kind":"dockerRegistry","before":[],"displayName":"Registry"}';
    const { run, file } = await site([made, ledgerWith({ registry: intent })]);
    const { code, out } = await run('forget Payments/registry --auto-approve');
    expect(code).toBe(0);
    expect(out).toContain('# Payments/registry will be forgotten (dockerRegistry, no id recorded)');
    expect(out).toContain("add `adopt: 'E1'` to `Payments/registry`");
    expect(file()).toContain('<extension id="E1" type="OAuthProvider">');
  });

  it('names near addresses where the stack owns nothing under the one that was given', async () => {
    const { run, writes } = await site(owned);
    const { code, err } = await run('forget Payments/registri --auto-approve');
    expect(code).toBe(1);
    expect(err).toBe(`error[PB518]: nothing to forget
   = Stack \`acme\` owns nothing under \`Payments/registri\`.
   = It owns \`Payments/other\`, \`Payments/registry\`.
   = hint: Did you mean \`Payments/registry\`?

1 error.
`);
    expect(writes()).toEqual([]);
  });

  it('asks first, and does nothing without a yes', async () => {
    const { run, writes } = await site(owned);
    expect((await run('forget Payments/registry')).err).toContain('error[PB605]: apply not approved');
    expect((await run('forget Payments/registry', async () => 'no')).code).toBe(1);
    expect(writes()).toEqual([]);
    expect((await run('forget Payments/registry', async () => 'yes')).code).toBe(0);
    expect(writes()).toHaveLength(4);
  });

  it('works on a ledger file too, and sends the server nothing', async () => {
    const { run, folder, writes } = await site();
    await run('apply --auto-approve --ledger ledger.json');
    const before = writes();
    expect(await run('forget Payments/registry --auto-approve --ledger ledger.json')).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(join(folder, 'ledger.json'), 'utf8')).projects).toEqual({});
    expect(writes()).toEqual(before);
  });

  it('writes nothing where the ledger is damaged', async () => {
    const { run, writes } = await site([ledgerWith({ registry: '{' })]);
    const { code, err } = await run('forget Payments/registry --auto-approve');
    expect(code).toBe(1);
    expect(err).toContain('is damaged at property `connection:registry`.');
    expect(writes()).toEqual([]);
  });

  it('wants either an address or `--copies`', async () => {
    const { run } = await site();
    expect(await run('forget')).toMatchObject({ code: 3 });
    expect(await run('forget Payments/registry --copies')).toMatchObject({ code: 3 });
  });
});

describe('forget --copies', () => {
  it('removes ledgers that were copied along with a project, and leaves those that count', async () => {
    const { run, file, writes } = await site(owned);
    expect((await run('plan')).err).toContain('warning[PB515]: ledger was written for another project');
    const { code, out } = await run('forget --copies --auto-approve');
    expect(code).toBe(0);
    expect(out).toContain('  - ledger C1 in Copy, written for Payments\n');
    expect(writes()).toEqual([
      ...locking('Copy'),
      'DELETE /app/rest/projects/id:Copy/projectFeatures/id:C1',
      unlocking('Copy'),
    ]);
    expect(file('Copy')).not.toContain('plugboard');
    expect(file()).toContain('<extension id="L1" type="plugboard">');
    expect((await run('forget --copies')).out).toBe('No ledger of stack "acme" stands in a wrong place.\n');
  });

  it('removes entries of a ledger file whose project is gone', async () => {
    const { run, folder, server } = await site();
    const text = {
      format_version: '1.0',
      server: '11111111-0000-0000-0000-_Root',
      stack: 'acme',
      projects: { Gone: { a: { kind: 'dockerRegistry', id: 'E1' }, b: { kind: 'dockerRegistry', id: 'E2' } } },
    };
    writeFileSync(join(folder, 'ledger.json'), JSON.stringify(text));
    expect(server.url).not.toBe('');
    expect((await run('forget --copies --auto-approve --ledger ledger.json')).out).toContain(
      '  - entries of Gone, which the server does not have\n',
    );
    expect(JSON.parse(readFileSync(join(folder, 'ledger.json'), 'utf8')).projects).toEqual({});
  });
});

describe('a damaged ledger', () => {
  it.each([
    ['no JSON', ledgerWith({ registry: '{' }), 'is damaged at property `connection:registry`.'],
    ['another shape', ledgerWith({ registry: '[]' }), 'is damaged at property `connection:registry`.'],
    [
      'a newer format',
      { ...ledgerWith({}), format: '2' },
      'has format `2` (property `format`); this version reads `1`.',
    ],
  ])('with %s stops plan and apply, and nothing is written', async (_, ledger, what) => {
    const { run, writes } = await site([ledger]);
    for (const command of ['plan', 'apply --auto-approve']) {
      const { code, err } = await run(command);
      expect(code).toBe(1);
      expect(err).toContain(
        `error[PB508]: ledger cannot be read\n   = The ledger of stack \`acme\` in project \`Payments\` (feature \`L1\`) ${what}\n`,
      );
    }
    expect(writes()).toEqual([]);
  });

  it('with a second one of the same stack stops them too', async () => {
    const { run, writes } = await site([ledgerWith({}), { ...ledgerWith({}), id: 'L2' }]);
    const { code, err } = await run('apply --auto-approve');
    expect(code).toBe(1);
    expect(err).toContain('Project `Payments` has two ledgers of stack `acme` (features `L1` and `L2`).');
    expect(writes()).toEqual([]);
  });

  it('of another stack stops nothing', async () => {
    const { run } = await site([{ ...ledgerWith({ x: '{' }), stack: 'other' }]);
    expect(await run('apply --auto-approve')).toMatchObject({ code: 0 });
  });
});

describe('--adopt-matching', () => {
  it('takes over what looks the same, with its id, and the next plan has nothing to do', async () => {
    const made: FeatureOnDisk = { id: 'E1', provider: 'Docker', displayName: 'Registry' };
    const { run, file } = await site([made]);
    expect((await run('apply --auto-approve')).err).toContain('or run with `--adopt-matching`');
    const planned = await run('plan -o plan.json --adopt-matching');
    expect(planned.out).toContain('Plan: 1 to import, 0 to add,');
    expect(planned.out).toContain('# (because it has this kind and name, and no stack owns it)');
    expect(await run('apply plan.json')).toMatchObject({ code: 0 });
    expect(file()).toContain('connection:registry');
    expect((await run('plan')).out).toMatch(/^No changes\./);
  });
});
