/** Which secrets apply will need is known before it begins, and no value is ever shown. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { type CommandResult, runCommand } from './run-command.ts';

const program = `import { dockerRegistry, githubConnection, project, root, secret } from 'plugboard';
const shared = secret.env('SHARED_SECRET');
export default root({
  stack: 'acme',
  connections: {
    github: githubConnection({ displayName: 'GitHub', clientId: 'x', clientSecret: shared }),
    kept: githubConnection({ displayName: 'Kept', clientId: 'x', clientSecret: secret.keep() }),
  },
  projects: [
    project('Payments', {
      connections: {
        registry: dockerRegistry({
          name: 'Registry',
          userName: 'ci',
          password: shared,
        }),
        other: dockerRegistry({ name: 'Other', userName: 'ci', password: secret.file('password.txt') }),
        third: dockerRegistry({ name: 'Third', userName: 'ci', password: secret.command(['./print', 'it']) }),
      },
    }),
  ],
});
`;

function site(files: Record<string, string> = {}): {
  readonly folder: string;
  readonly run: (argv: readonly string[], environment?: Record<string, string>) => Promise<CommandResult>;
} {
  const folder = temporaryFolder({ 'plugboard.ts': program, ...files });
  return { folder, run: (argv, environment = {}) => runCommand(argv, { workingDirectory: folder, environment }) };
}

describe('plugboard secrets', () => {
  it('lists each once, with what wants it, where that stands, and whether it is there', async () => {
    const { run } = site();
    expect(await run(['secrets'], { SHARED_SECRET: 'hunter2-hunter2' })).toEqual({
      code: 0,
      err: '',
      out: `env SHARED_SECRET  there
    clientSecret of _Root/github  (plugboard.ts:6)
    password of Payments/registry  (plugboard.ts:15)
file password.txt  missing
    password of Payments/other  (plugboard.ts:17)
    File \`password.txt\` does not exist. Put the file where Plugboard runs, readable for it.
command ./print it  not looked up
    password of Payments/third  (plugboard.ts:18)

Stack "acme": 3 secrets, 1 missing, 1 not looked up.
`,
    });
  });

  it('says the same to programs', async () => {
    const { run } = site({ 'password.txt': 'hunter3-hunter3' });
    const { code, out } = await run(['secrets', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      format_version: '1.0',
      stack: 'acme',
      missing: 1,
      secrets: [
        {
          secret: 'env',
          name: 'SHARED_SECRET',
          available: false,
          why: 'Environment variable `SHARED_SECRET` is not set.',
          used_by: [
            { address: '_Root/github', property: 'clientSecret', file: 'plugboard.ts', line: 6 },
            { address: 'Payments/registry', property: 'password', file: 'plugboard.ts', line: 15 },
          ],
        },
        {
          secret: 'file',
          path: 'password.txt',
          available: true,
          used_by: [{ address: 'Payments/other', property: 'password', file: 'plugboard.ts', line: 17 }],
        },
        {
          secret: 'command',
          command: ['./print', 'it'],
          available: null,
          used_by: [{ address: 'Payments/third', property: 'password', file: 'plugboard.ts', line: 18 }],
        },
      ],
    });
  });

  it('fails with --check where one is missing, and asks only programs that are allowed', async () => {
    const { folder, run } = site({ 'password.txt': 'hunter3-hunter3' });
    const missing = await run(['secrets', '--check']);
    expect(missing.code).toBe(1);
    expect(missing.out).toContain('Environment variable `SHARED_SECRET` is not set.');
    expect(missing.out).toContain('Program `./print` may not be run. Add `--allow-command ./print`.');
    writeFileSync(join(folder, 'print'), '#!/bin/sh\necho hunter4-hunter4\necho "${TEAMCITY_TOKEN:-none}" > seen\n');
    chmodSync(join(folder, 'print'), 0o755);
    const environment = { SHARED_SECRET: 'hunter2-hunter2', TEAMCITY_TOKEN: 'token-of-teamcity' };
    const there = await run(['secrets', '--check', '--allow-command', './print'], environment);
    expect(there).toMatchObject({ code: 0, err: '' });
    expect(there.out).toContain('Stack "acme": 3 secrets.\n');
    expect(there.out).not.toMatch(/hunter/);
    expect(readFileSync(join(folder, 'seen'), 'utf8')).toBe('none\n');
  });

  it('is quick to say that there are none, and says what is wrong with a stack', async () => {
    const { folder, run } = site();
    writeFileSync(
      join(folder, 'plugboard.ts'),
      "import { root } from 'plugboard';\nexport default root({ stack: 'acme' });\n",
    );
    expect(await run(['secrets', '--check'])).toEqual({ code: 0, err: '', out: 'Stack "acme": no secrets.\n' });
    writeFileSync(join(folder, 'plugboard.ts'), 'export default 1;\n');
    expect((await run(['secrets'])).code).toBe(1);
  });

  it.each([
    ['github', '.github/workflows/plugboard.yml', '          SHARED_SECRET: ${{ secrets.SHARED_SECRET }}\n'],
    ['gitlab', '.gitlab-ci.yml', '-u SHARED_SECRET npm ci'],
    ['teamcity', '.teamcity/settings.kts', '"Apply" alone env.SHARED_SECRET.'],
  ])('are named in the pipeline for %s, exactly those', async (system, file, text) => {
    const { folder, run } = site();
    expect((await run(['init', '--ci', system])).code).toBe(0);
    const written = readFileSync(join(folder, file), 'utf8');
    expect(written).toContain(text);
    expect(written).not.toContain('REGISTRY_PASSWORD');
  });
});
