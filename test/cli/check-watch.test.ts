import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { runCommand } from './run-command.ts';
import { watching } from './watching.ts';

const program = (imports: string, projects: string): string =>
  `import { root } from 'plugboard';\n${imports}\nexport default root({ stack: 'acme', projects: [${projects}] });\n`;

const project = (name: string, url = 'https://registry.example.com'): string =>
  `import { dockerRegistry, project, secret, type Project } from 'plugboard';
export const ${name}: Project = project('${name}', {
  connections: {
    registry: dockerRegistry({ name: 'Registry', url: '${url}', userName: 'ci', password: secret.env('PASSWORD') }),
  },
});
`;

interface Stack {
  readonly folder: string;
  readonly temporary: string;
  readonly write: (file: string, text: string) => void;
  /** What `plugboard check` prints now. */
  readonly checked: (argv?: readonly string[]) => Promise<string>;
}

function stack(): Stack {
  const top = temporaryFolder();
  const [folder, temporary] = [join(top, 'stack'), join(top, 'tmp')];
  mkdirSync(folder);
  mkdirSync(temporary);
  const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
  write('plugboard.ts', program("import { Payments } from './payments.ts';", 'Payments'));
  write('payments.ts', project('Payments'));
  return {
    folder,
    temporary,
    write,
    checked: async (argv = []) => (await runCommand(['check', ...argv], { workingDirectory: folder })).out,
  };
}

describe('plugboard check --watch', () => {
  it('says after each change what check says', async () => {
    const { folder, temporary, write, checked } = stack();
    const watch = watching(folder, temporary);
    expect(await watch.next()).toBe('Stack "acme" is valid: 2 projects, 1 connection.\n');
    const expectSame = async (what: string): Promise<void> => {
      // What takes several steps may be seen half way.
      const text = await watch.until(what);
      expect(text).toBe(await checked());
    };

    write('payments.ts', project('Payments', 'http://registry.example.com'));
    await expectSame('unencrypted URL');
    write('payments.ts', `${project('Payments')}export const wrong: string = 5;\n`);
    await expectSame('must be a text, and is a number');
    // The other file is checked no more, and still has its error.
    write('plugboard.ts', program("import { Payments } from './payments.ts';", ' Payments'));
    await expectSame('must be a text, and is a number');
    write('payments.ts', project('Payments').replace('connections: {', 'connections: '));
    await expectSame('expected.');
    write('payments.ts', project('Payments'));
    await expectSame('is valid');

    write('plugboard.ts', program("import { Billing } from './teams/billing.ts';", 'Billing'));
    await expectSame('PB102');
    mkdirSync(join(folder, 'teams'));
    write('teams/billing.ts', project('Billing'));
    await expectSame('is valid: 2 projects');
    write('.billing.swp', project('Billing', 'http://registry.example.com'));
    renameSync(join(folder, '.billing.swp'), join(folder, 'teams/billing.ts'));
    await expectSame('unencrypted URL');
    renameSync(join(folder, 'teams'), join(folder, 'old'));
    await expectSame('PB102');
    mkdirSync(join(folder, 'teams'));
    write('teams/billing.ts', project('Billing'));
    await expectSame('is valid: 2 projects');
    rmSync(join(folder, 'plugboard.ts'));
    await expectSame('PB101');
    write('plugboard.ts', 'export default 5;\n');
    await expectSame('PB105');
  });

  it('sees a package that is installed, and a kind that is described', async () => {
    const { folder, temporary, write, checked } = stack();
    write('plugboard.ts', program("import { Payments } from 'team-payments';", 'Payments'));
    const watch = watching(folder, temporary);
    expect(await watch.next()).toContain('PB102');
    const place = join(folder, 'node_modules/team-payments');
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'package.json'), '{"name":"team-payments","type":"module","exports":"./index.ts"}');
    writeFileSync(join(place, 'index.ts'), project('Payments'));
    const installed = await watch.until('is valid: 2 projects');
    expect(installed).toBe(await checked());
    write('plugin.schema.json', '{ "x-kind": ');
    await watch.until('PB114');
  });

  it('forgets what it has read ahead of a file that is no part of the program any more', async () => {
    const { folder, temporary, write, checked } = stack();
    write('payments.ts', project('Payments').replace('export', '// plugboard-ignore PB211: nothing to ignore\nexport'));
    const watch = watching(folder, temporary);
    expect(await watch.next()).toContain('plugboard-ignore');
    // From now on it is the program that is expected to change, and the other file that is read ahead.
    write('plugboard.ts', program("import { Payments } from './payments.ts';", ' Payments'));
    expect(await watch.next()).toContain('plugboard-ignore');
    write('plugboard.ts', program('', ''));
    const text = await watch.next();
    expect(text).toContain('is valid: 1 project');
    expect(text).toBe(await checked());
  });

  it('gives up a program that does not end, once it is changed', async () => {
    const { folder, temporary, write } = stack();
    const watch = watching(folder, temporary);
    await watch.next();
    write('payments.ts', 'for (;;);\n');
    while (!watch.err().includes('payments.ts changed')) await new Promise((resolve) => setTimeout(resolve, 10));
    write('payments.ts', project('Payments', 'http://registry.example.com'));
    await watch.until('unencrypted URL');
  });

  it('writes a JSON document a line, and other forms to files without seeing them', async () => {
    const { folder, temporary, write, checked } = stack();
    const watch = watching(folder, temporary, ['--format', 'json', '--out', 'json=report.json']);
    const first = await watch.next();
    expect(first.trimEnd()).not.toContain('\n');
    expect(JSON.parse(first)).toEqual(JSON.parse(await checked(['--format', 'json'])));
    write('payments.ts', project('Payments', 'http://registry.example.com'));
    const second = await watch.next();
    expect(second.trimEnd()).not.toContain('\n');
    expect(JSON.parse(second)).toEqual(JSON.parse(await checked(['--format', 'json'])));
    // Had it seen what it wrote itself, it would not be done once for each change.
    write('payments.ts', project('Payments'));
    expect((await watch.next()).trimEnd()).not.toContain('\n');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends with 0 at %s, and leaves nothing behind', async (signal) => {
    const { folder, temporary } = stack();
    const watch = watching(folder, temporary);
    await watch.next();
    expect(readdirSync(temporary)).not.toEqual([]);
    expect(await watch.end(signal)).toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
    expect(watch.err()).not.toContain('\u001B');
  });

  it('ends as check does where there is no folder to watch', async () => {
    const { code, out } = await runCommand(['check', '--watch', '--stack', '/nonexistent/plugboard.ts']);
    expect(code).toBe(1);
    expect(out).toContain('PB101');
  });

  it('refuses forms that cannot be written over and over', async () => {
    const { code, err } = await runCommand(['check', '--watch', '--format', 'sarif']);
    expect(code).toBe(3);
    expect(err).toContain('give other forms a file: --out FORM=FILE');
  });
});
