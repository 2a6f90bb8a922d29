import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readSavedPlan } from '../../compiler/plan/saved-plan.ts';
import { formNames } from '../../compiler/render/forms/forms.ts';
import { dataDirectory } from '../data-directory.ts';
import { plugboard } from '../e2e/plugboard.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type CommandResult, runCommand } from './run-command.ts';

const canary = 'canary-5f0c1e';
const program = `
import { dockerRegistry, project, root, secret } from 'plugboard';
export default root({
  stack: 'acme',
  projects: [
    project('Payments', {
      connections: {
        registry: dockerRegistry({ name: 'Реестр ’s', url: 'https://r.example.com', userName: 'ci', password: secret.env('PASSWORD') }),
      },
    }),
  ],
});
`;
const broken = program.replace(
  "stack: 'acme',",
  "stack: 'acme', connections: { 'not a key': dockerRegistry({ name: 'x' }) },",
);
const empty = { _Root: { features: [] }, Payments: { features: [] } };

interface Site {
  readonly folder: string;
  readonly run: (argv: readonly string[], environment?: Readonly<Record<string, string>>) => Promise<CommandResult>;
  readonly file: (name: string) => string;
}

/** A repository whose stack stands in the folder `infra`. */
function site(text = program): Site {
  const folder = temporaryFolder({ '.git/HEAD': '', 'infra/plugboard.ts': text });
  return {
    folder,
    run: (argv, environment = {}) =>
      runCommand([...argv, '--stack', 'infra/plugboard.ts'], { workingDirectory: folder, environment }),
    file: (name) => readFileSync(join(folder, name), 'utf8'),
  };
}

describe('one run', () => {
  it('writes every form that is asked for, and the text as ever', async () => {
    const { run, file } = site();
    const wanted = formNames.flatMap((form) => ['--out', `${form}=${form}.out`]);
    const source = ['--data-dir', dataDirectory(empty)];
    const { code, out, err } = await run(['plan', ...source, ...wanted]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe((await run(['plan', ...source])).out);
    expect(file('text.out')).toBe(out);
    expect(file('markdown.out')).toContain('<!-- plugboard:acme -->');
    expect(file('github.out')).toContain('::notice title=Plugboard plan of acme::');
    expect(file('gitlab-terraform.out')).toBe('{"create":1,"update":0,"delete":0}\n');
    expect(file('gitlab-codequality.out')).toBe('[]\n');
    expect(file('teamcity.out')).toContain("##teamcity[buildStatisticValue key='plugboard.plan.add' value='1']");
    expect(JSON.parse(file('sarif.out')).version).toBe('2.1.0');
    expect(file('junit.out')).toContain('<testsuite name="plugboard plan acme" tests="1" failures="0"');
    expect(readSavedPlan(file('json.out')).plan.changes).toHaveLength(1);
  });

  it('puts a form on stdout instead of the text, and nothing beside it', async () => {
    const { run } = site();
    const source = ['--data-dir', dataDirectory(empty)];
    expect((await run(['drift', ...source, '--format', 'gitlab-terraform'])).out).toBe(
      '{"create":0,"update":0,"delete":0}\n',
    );
    expect(await run(['check', '--out', 'gitlab-codequality=-'])).toEqual({
      code: 0,
      out: '[]\n',
      err: 'Stack "acme" is valid: 2 projects, 1 connection.\n',
    });
    for (const argv of [
      ['-o', '-'],
      ['--out', 'json=-'],
      ['--format', 'json'],
    ]) {
      const planned = await run(['plan', ...source, ...argv]);
      expect(planned.code).toBe(0);
      expect(JSON.parse(planned.out)).toMatchObject({ format_version: '1.0', plugboard: { seal: expect.any(String) } });
    }
  });

  it('names files from the top of the repository, in a program with errors, too', async () => {
    const { run, file } = site(broken);
    const { code, out } = await run(['plan', '--data-dir', 'nowhere', '--format', 'github', '--out', 'markdown=c.md']);
    expect(code).toBe(1);
    expect(out).toMatch(/^::error file=infra\/plugboard\.ts,line=4,/);
    expect(file('c.md')).toMatch(/^<!-- plugboard:(acme)? -->\n[\s\S]*\*\*The stack is not valid: \d errors?\.\*\*\n/);
  });

  it('says in every form that there is nothing to compare with', async () => {
    const { run, file } = site();
    const { code, err } = await run([
      'plan',
      '--data-dir',
      'nowhere',
      '--out',
      'markdown=c.md',
      '--out',
      'junit=j.xml',
    ]);
    expect(code).toBe(1);
    expect(err).toContain('error[PB408]');
    expect(file('c.md')).toContain('**It cannot be applied: 1 error.**');
    expect(file('j.xml')).toContain('failures="1"');
  });

  it('adds to the job summary of GitHub, and only where annotations are wanted', async () => {
    const { run, file, folder } = site();
    const environment = { GITHUB_STEP_SUMMARY: join(folder, 'summary.md'), GITHUB_WORKSPACE: folder };
    await run(['check', '--out', 'junit=j.xml'], environment);
    expect(() => file('summary.md')).toThrow('ENOENT');
    await run(['check', '--format', 'github'], environment);
    await run(['check', '--format', 'github'], environment);
    expect(file('summary.md').split('<!-- plugboard:acme -->')).toHaveLength(3);
  });

  it('writes the other forms where one file cannot be written', async () => {
    const { run, file } = site();
    const { code, err } = await run(['check', '--out', 'junit=no/such/folder/j.xml', '--out', 'sarif=s.sarif']);
    expect(code).toBe(1);
    expect(err).toContain('`no/such/folder/j.xml` cannot be written: its folder does not exist.');
    expect(JSON.parse(file('s.sarif')).version).toBe('2.1.0');
  });

  it.each([
    [['--out', 'yaml=a'], 'Give it as FORM=FILE, with one of text, json, markdown,'],
    [['--out', 'json'], 'Give it as FORM=FILE'],
    [['--out', 'json='], 'Give it as FORM=FILE'],
    [['--out', 'json=a', '--out', 'sarif=./A'], '--out json and --out sarif share the file ./A.'],
    [
      ['--out', 'json=-', '--out', 'sarif=-'],
      '--out json and --out sarif share stdout, where there is one document only.',
    ],
    [
      ['--format', 'json', '--out', 'html=-'],
      '--format json and --out html share stdout, where there is one document only.',
    ],
    [['--out', 'markdown=a', '--max-chars', '10'], 'Give a whole number from 2000'],
  ])('is refused with %j', async (argv, message) => {
    const { code, err } = await runCommand(['check', ...argv]);
    expect(code).toBe(3);
    expect(err).toContain(message);
  });

  it('of apply says what became of it, and no secret anywhere', async () => {
    const server = await startServer({ dataDirectory: dataDirectory(empty) });
    onTestFinished(() => server.close());
    const { run, file } = site();
    const environment = { TEAMCITY_URL: server.url, TEAMCITY_TOKEN: server.tokens.edit, PASSWORD: canary };
    const wanted = formNames.flatMap((form) => ['--out', `${form}=${form}.out`]);
    const { code, out, err } = await run(['apply', '--auto-approve', ...wanted], environment);
    expect(code).toBe(0);
    const headline = 'Apply complete! Resources: 1 added, 0 changed, 0 destroyed.';
    for (const form of ['text', 'markdown', 'github', 'teamcity']) expect(file(`${form}.out`)).toContain(headline);
    expect(file('junit.out')).toContain('name="Payments/registry: create"');
    const written = [out, err, ...formNames.map((form) => file(`${form}.out`))].join('\n');
    expect(written).not.toContain(canary);
    expect(written).not.toContain(server.tokens.edit);
  });
});

describe('a terminal without Unicode', () => {
  it('gets ASCII from every command, and programs get the very same JSON', async () => {
    const folder = temporaryFolder({ 'plugboard.ts': program });
    const argv = ['plan', '--data-dir', dataDirectory(empty)];
    const text = await plugboard(argv, { folder, environment: { LANG: 'C' } });
    expect(text.out).toContain('+ name     = "\\u{0420}\\u{0435}\\u{0435}\\u{0441}\\u{0442}\\u{0440} \'s"\n');
    expect(text.out).toMatch(/^[\n -~]*$/);
    const wide = await plugboard(argv, { folder, environment: { LANG: 'C', LC_ALL: 'en_US.UTF-8' } });
    expect(wide.out).toContain('"Реестр ’s"');
    const json = await plugboard([...argv, '--format', 'json'], { folder, environment: { LANG: 'C' } });
    expect(JSON.parse(json.out).resource_changes[0].change.after.name).toBe('Реестр ’s');
  });
});
