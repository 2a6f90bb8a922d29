import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataDirectory } from '../data-directory.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { runCommand } from './run-command.ts';

const read = (folder: string, file: string): string => readFileSync(join(folder, file), 'utf8');

describe('init', () => {
  it('writes a first stack that is valid and can be planned', async () => {
    const folder = temporaryFolder();
    const shell = { workingDirectory: folder };
    expect(await runCommand(['init', '--stack-name', 'acme'], shell)).toEqual({
      code: 0,
      err: '',
      out: `created   plugboard.ts
created   tsconfig.json
created   .gitignore
Next:
    npm install --save-dev plugboard
    npx plugboard check
    npx plugboard plan
`,
    });
    expect(await runCommand(['check'], shell)).toEqual({
      code: 0,
      err: '',
      out: 'Stack "acme" is valid: 1 project, 1 connection.\n',
    });
    const { out } = await runCommand(['plan', '--data-dir', dataDirectory({ _Root: { features: [] } })], shell);
    expect(out).toContain('Plan: 1 to add, 0 to change, 0 to destroy.');
  });

  it('replaces no program, and keeps the settings that are there', async () => {
    const folder = temporaryFolder({ '.gitignore': 'mine\n' });
    const shell = { workingDirectory: folder };
    expect((await runCommand(['init'], shell)).out).not.toContain('.gitignore');
    expect(read(folder, '.gitignore')).toBe('mine\n');
    writeFileSync(join(folder, 'plugboard.ts'), 'mine');
    const again = await runCommand(['init'], shell);
    expect(again.code).toBe(1);
    expect(again.err).toContain('error[PB116]');
    expect(again.err).toContain('plugboard.ts` is there already and would be lost.');
    expect(read(folder, 'plugboard.ts')).toBe('mine');
  });

  it.each([
    ['github', '.github/workflows/plugboard-infra-teamcity.yml'],
    ['gitlab', '.gitlab-ci.yml'],
    ['teamcity', '.teamcity/settings.kts'],
  ])('writes a pipeline for %s at the top of the repository, once', async (ci, file) => {
    const folder = temporaryFolder({ '.git/HEAD': '', 'infra/teamcity/plugboard.ts': 'mine', 'package.json': '{}' });
    const argv = ['init', '--ci', ci, '-o', 'infra/teamcity'];
    expect(await runCommand(argv, { workingDirectory: folder })).toMatchObject({
      code: 0,
      out: expect.stringContaining(`created   ${file}\nWhat the pipeline needs is said at its top.\n`),
    });
    expect(read(folder, file)).toContain('infra/teamcity');
    expect(read(folder, 'infra/teamcity/plugboard.ts')).toBe('mine');
    const again = await runCommand(argv, { workingDirectory: folder });
    expect(again.code).toBe(1);
    expect(again.err).toContain(`${file}\` is there already and would be lost.`);
  });

  it.each([
    [['init', '--ci', 'jenkins'], 'Allowed choices are github, gitlab, teamcity.'],
    [['init', '--stack-name', "a'b"], 'Begin with a letter or digit'],
  ])('refuses %j', async (argv, message) => {
    const { code, err } = await runCommand(argv);
    expect(code).toBe(3);
    expect(err).toContain(message);
  });
});
