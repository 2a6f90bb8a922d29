/** A stranger's program is looked at as it is in Git: none of its files lies anywhere before the sandbox has it. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataDirectory } from '../data-directory.ts';
import { gitRepository } from '../revisions/git-repository.ts';
import { runCommand } from './run-command.ts';

const program = (team: string, more = ''): string =>
  `import { project, root } from 'plugboard';\n${more}export default root({ stack: 'acme', projects: [project('${team}')] });\n`;
const empty = { _Root: { features: [] } };

describe('--revision', () => {
  it('checks and plans the program of a commit, and not the one that lies there', async () => {
    const { folder, commit, git, write } = gitRepository({ 'plugboard.ts': program('Present') });
    const stranger = commit({ 'plugboard.ts': program('Stranger'), '.npmrc': 'node-options=--require ./evil.cjs\n' });
    git('reset', '--quiet', '--hard', 'HEAD~1');
    write({ 'untracked.txt': '' });
    const shell = { workingDirectory: folder };
    const plan = await runCommand(['plan', '--revision', stranger, '--data-dir', dataDirectory(empty)], shell);
    expect(plan.code).toBe(0);
    expect(plan.out).toContain('Stranger');
    expect(plan.out).not.toContain('Present');
    expect((await runCommand(['check', '--revision', stranger], shell)).out).toContain('2 projects');
    expect(readdirSync(folder).sort()).toEqual(['.git', 'plugboard.ts', 'untracked.txt']);
  });

  it('says of the commit what it would say of the files', async () => {
    const { folder, commit } = gitRepository({ 'plugboard.ts': program('Present') });
    const stranger = commit({ 'plugboard.ts': program('Stranger', "import { x } from 'not-installed';\nx();\n") });
    const { code, err, out } = await runCommand(['check', '--revision', stranger], { workingDirectory: folder });
    expect(code).toBe(1);
    expect(out + err).toContain('plugboard.ts:2:19');
    expect(out + err).toContain('Package `not-installed` cannot be found.');
  });

  it('takes packages from the folder that is named, and runs nothing of them outside of the sandbox', async () => {
    const { folder, commit } = gitRepository({
      'plugboard.ts': program('Present'),
      '.gitignore': 'packages\nnode_modules\n',
    });
    const stranger = commit({
      'plugboard.ts':
        "import { team } from 'names';\nimport { project, root } from 'plugboard';\nexport default root({ stack: 'acme', projects: [project(team)] });\n",
    });
    const installed = join(folder, 'packages/node_modules/names');
    mkdirSync(installed, { recursive: true });
    writeFileSync(
      join(installed, 'package.json'),
      '{ "name": "names", "type": "module", "main": "index.js", "types": "index.d.ts" }',
    );
    writeFileSync(join(installed, 'index.js'), "export const team = 'Installed';\n");
    writeFileSync(join(installed, 'index.d.ts'), 'export const team: string;\n');
    const argv = ['plan', '--revision', stranger, '--data-dir', dataDirectory(empty)];
    const shell = { workingDirectory: folder };
    expect((await runCommand(argv, shell)).code).toBe(1);
    const { code, out } = await runCommand([...argv, '--packages', 'packages'], shell);
    expect(code).toBe(0);
    expect(out).toContain('Installed');
  });

  it.each([
    [['check', '--packages', 'x'], 3, '--packages is for --revision'],
    [['check', '--watch', '--revision', 'HEAD'], 3, '--watch looks at files'],
    [['check', '--revision', 'nowhere'], 1, 'The repository has no revision `nowhere`.'],
    [['check', '--revision', 'HEAD', '--packages', 'nowhere'], 1, 'There is no folder'],
    [['check', '--revision', 'HEAD', '--stack', 'gone.ts'], 1, 'There is no `gone.ts` at `HEAD`.'],
  ])('is refused: %j', async (argv, code, message) => {
    const { folder } = gitRepository({ 'plugboard.ts': program('Present') });
    const result = await runCommand(argv, { workingDirectory: folder });
    expect(result.code).toBe(code);
    expect(result.err).toContain(message);
  });
});
