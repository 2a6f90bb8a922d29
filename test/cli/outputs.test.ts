/** Every file that a command writes lies where the user said, and takes the place of nothing but its own like. */
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { formNames } from '../../compiler/render/forms/forms.ts';
import { dataDirectory } from '../data-directory.ts';
import { gitRepository } from '../revisions/git-repository.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type CommandResult, runCommand } from './run-command.ts';

const program = (url: string): string => `
import { dockerRegistry, root } from 'plugboard';
export default root({ stack: 'acme', connections: { hub: dockerRegistry({ name: 'Hub', url: '${url}' }) } });
`;

interface Site {
  readonly folder: string;
  readonly run: (...argv: readonly string[]) => Promise<CommandResult>;
}

async function site(): Promise<Site> {
  const data = dataDirectory({ _Root: { features: [] } });
  const server = await startServer({ dataDirectory: data });
  onTestFinished(() => server.close());
  const repository = gitRepository({ 'plugboard.ts': program('https://old.example.com') });
  repository.write({ 'plugboard.ts': program('https://new.example.com') });
  const environment = { TEAMCITY_URL: server.url, TEAMCITY_TOKEN: server.tokens.edit };
  const { folder } = repository;
  return { folder, run: (...argv) => runCommand(argv, { workingDirectory: folder, environment }) };
}

/** All commands that write a file that the user names. */
const writing: readonly (readonly [name: string, argv: (file: string) => readonly string[]])[] = [
  ['plan -o', (file) => ['plan', '-o', file]],
  ['manifest -o', (file) => ['manifest', '-o', file]],
  ['snapshot -o', (file) => ['snapshot', '-o', file]],
  ['graph -o', (file) => ['graph', '-o', file]],
  ['graph --format dot -o', (file) => ['graph', '--format', 'dot', '-o', file]],
  ['show --html', (file) => ['show', '--html', file]],
  ...['check', 'plan', 'drift', 'diff'].flatMap((command) =>
    formNames.map((form) => {
      const argv = command === 'diff' ? ['diff', 'HEAD'] : [command];
      return [`${command} --out ${form}`, (file: string) => [...argv, '--out', `${form}=${file}`]] as const;
    }),
  ),
  ...formNames.map((form) => {
    const argv = (file: string): readonly string[] => ['apply', '--auto-approve', '--out', `${form}=${file}`];
    return [`apply --out ${form}`, argv] as const;
  }),
];

describe.each(writing)('%s', (_, argv) => {
  it('takes the place of what it wrote before, and of nothing else unasked', async () => {
    const { folder, run } = await site();
    for (let time = 0; time < 2; time += 1) {
      const { code, err } = await run(...argv('product'));
      expect(code, err).toBe(0);
      expect(readFileSync(join(folder, 'product'), 'utf8')).toMatch(/\S/);
    }
    writeFileSync(join(folder, 'product'), 'mine\n');
    const refused = await run(...argv('product'));
    expect(refused.code).toBe(1);
    expect(refused.err.replace(/\s+/g, ' ')).toContain(
      '`product` cannot be written: it is there already, and nothing says that Plugboard wrote it. = hint: Name another file. To replace this one all the same, add `--force`.',
    );
    expect(readFileSync(join(folder, 'product'), 'utf8')).toBe('mine\n');
    expect((await run(...argv('product'), '--force')).code).toBe(0);
    expect(readFileSync(join(folder, 'product'), 'utf8')).not.toBe('mine\n');
  });

  it('never takes the place of the program, and follows no link', async () => {
    const { folder, run } = await site();
    const outside = temporaryFolder();
    const text = readFileSync(join(folder, 'plugboard.ts'), 'utf8');
    symlinkSync(join(outside, 'new'), join(folder, 'link'));
    symlinkSync(outside, join(folder, 'linked'));
    mkdirSync(join(folder, 'folder'));
    for (const [file, why] of [
      ['plugboard.ts', 'nothing says that Plugboard wrote it'],
      ['link', 'it is a link, and none is followed'],
      ['linked/new', '`linked`, on the way to it, is a link, and none is followed'],
      ['folder', 'it is a folder'],
    ] as const) {
      const { code, err } = await run(...argv(file));
      expect(code).toBe(1);
      expect(err.replace(/\s+/g, ' ')).toContain(`\`${file}\` cannot be written: `);
      expect(err.replace(/\s+/g, ' ')).toContain(why);
      if (file !== 'plugboard.ts') expect((await run(...argv(file), '--force')).code).toBe(1);
    }
    expect(readFileSync(join(folder, 'plugboard.ts'), 'utf8')).toBe(text);
    expect(readdirSync(outside)).toEqual([]);
  });
});

describe('what a command writes into a folder', () => {
  it.each([
    ['init', 'plugboard.ts', ['init']],
    ['init --ci github', '.github', ['init', '--ci', 'github']],
    ['init --ci gitlab', '.gitlab-ci.yml', ['init', '--ci', 'gitlab']],
    ['init --ci teamcity', '.teamcity', ['init', '--ci', 'teamcity']],
    ['import', 'plugboard.ts', ['import']],
    ['import --force', 'plugboard.ts', ['import', '--force']],
    ['import -o', 'imported', ['import', '-o', 'imported']],
    ['import -o in a folder', 'imported', ['import', '-o', 'imported/deeper']],
    ['a ledger', 'ledger.json', ['apply', '--auto-approve', '--ledger', 'ledger.json']],
    ['a ledger in a folder', 'ledgers', ['apply', '--auto-approve', '--ledger', 'ledgers/ledger.json']],
    ['a ready file', 'ready.json', ['sandbox', '--port', '0', '--ready-file', 'ready.json']],
  ])('follows no link: %s', async (_, name, argv) => {
    const { folder, run } = await site();
    const outside = temporaryFolder();
    rmSync(join(folder, name), { force: true });
    const target = name.includes('.json') || name.endsWith('.ts') || name.endsWith('.yml') ? 'new' : '';
    symlinkSync(join(outside, target), join(folder, name));
    const { code, err } = await run(...argv);
    expect(code).toBe(1);
    expect(err).toMatch(/is a link, and none is followed|is there already and would be lost/);
    expect(readdirSync(outside)).toEqual([]);
  });
});

describe('two outputs of one command', () => {
  it.each([
    [['plan', '-o', 'a.json', '--out', 'json=./a.json'], '-o and --out json share the file ./a.json'],
    [['plan', '-o', 'a.json', '--ledger', 'a.json'], '-o and --ledger share the file a.json'],
    [['plan', '-o', '-', '--out', 'markdown=-'], '-o and --out markdown share stdout'],
    [['apply', '--out', 'json=x/../a', '--out', 'markdown=A'], '--out json and --out markdown share the file A'],
  ])('do not share a file: %j', async (argv, message) => {
    const { folder, run } = await site();
    const { code, err } = await run(...argv);
    expect({ code, err }).toEqual({ code: 3, err: expect.stringContaining(`error: ${message}`) });
    expect(readdirSync(folder).sort()).toEqual(['.git', 'plugboard.ts']);
  });
});
