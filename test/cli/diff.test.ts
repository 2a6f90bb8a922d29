import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { gitRepository, runGit, type TestRepository } from '../revisions/git-repository.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type CommandResult, runCommand } from './run-command.ts';

const program = (url: string, more = ''): string => `
import { dockerRegistry, project, root, secret } from 'plugboard';
${more}
export default root({
  stack: 'acme',
  connections: { hub: dockerRegistry({ name: 'Hub', url: '${url}', userName: 'ci', password: secret.env('HUB') }) },
  projects: [project('Payments', { projects: [project('Payments_Api')] })],
});
`;
const [before, after] = [program('https://old.example.com'), program('https://new.example.com')];

const diff = ({ folder }: Pick<TestRepository, 'folder'>, ...argv: readonly string[]): Promise<CommandResult> =>
  runCommand(['diff', ...argv], { workingDirectory: folder });

/** What is said of a change from `before` to `after`. */
const changed = (
  from: string,
  to: string,
): string => `Not dangerous: nothing is destroyed or replaced, and no secret is lost.
Stack "acme": ${from} -> ${to}.

Actions are shown with these symbols:
  ~ update in-place

On a server that is as ${from} declares, the change means:

  # _Root/hub will be updated in-place
  # felt in 3 projects: _Root, Payments, Payments_Api
  ~ dockerRegistry "Hub" {
      ~ url = "https://old.example.com" -> "https://new.example.com"
        # (3 unchanged properties hidden)
    }

Plan: 0 to add, 1 to change, 0 to destroy.
`;

describe('diff', () => {
  it('compares a revision with the working tree as it is, without a server', async () => {
    const repository = gitRepository({ 'plugboard.ts': before });
    const commit = repository.git('rev-parse', 'HEAD').slice(0, 10);
    expect(await diff(repository, 'main')).toEqual({
      code: 0,
      err: '',
      out: `Stack "acme": main (${commit}) -> the working tree.\n\nNo changes. Both revisions declare the same connections.\n`,
    });
    repository.write({ 'plugboard.ts': after });
    expect(await diff(repository, 'main')).toEqual({
      code: 0,
      err: '',
      out: changed(`main (${commit})`, 'the working tree'),
    });
    expect((await diff(repository, 'main', '--detailed-exitcode')).code).toBe(2);
  });

  it('compares two revisions, in each of Git’s ways to name them', async () => {
    const repository = gitRepository({ 'plugboard.ts': before });
    repository.git('branch', 'feature');
    const elsewhere = program('https://elsewhere.example.com');
    const main = repository.commit({ 'plugboard.ts': elsewhere }).slice(0, 10);
    const base = repository.git('rev-parse', 'feature').slice(0, 10);
    repository.git('checkout', '--quiet', 'feature');
    const feature = repository.commit({ 'plugboard.ts': after }).slice(0, 10);
    const sinceBase = changed(`the merge base of main and HEAD (${base})`, `HEAD (${feature})`);
    expect((await diff(repository, 'main...')).out).toBe(sinceBase);
    const direct = changed(`main (${main})`, `feature (${feature})`).replaceAll('old.', 'elsewhere.');
    expect((await diff(repository, 'main', 'feature')).out).toBe(direct);
    // A commit is named as the user names it.
    expect((await diff(repository, base, feature)).out).toBe(changed(base, feature));
  });

  it('compares a stack in a folder of the repository, from wherever it is run', async () => {
    const repository = gitRepository({ 'infra/stack/plugboard.ts': before, 'infra/stack/teams/a.ts': '' });
    repository.write({ 'infra/stack/plugboard.ts': after });
    const inside = { folder: join(repository.folder, 'infra/stack') };
    expect((await diff(inside, 'HEAD')).out).toContain('Plan: 0 to add, 1 to change, 0 to destroy.');
    expect((await diff(repository, 'HEAD', '--stack', 'infra/stack/plugboard.ts')).out).toContain('1 to change');
  });

  it('gives inputs to both sides', async () => {
    const given = 'export default (inputs: { stage: string }) => root({ stack: inputs.stage });';
    const repository = gitRepository({ 'plugboard.ts': `import { root } from 'plugboard';\n${given}\n` });
    expect((await diff(repository, 'HEAD', '--input', 'stage=test')).out).toMatch(/^Stack "test": /m);
  });

  it('shows the manifests line by line on request', async () => {
    const repository = gitRepository({ 'plugboard.ts': before });
    repository.write({ 'plugboard.ts': after });
    const commit = repository.git('rev-parse', 'HEAD').slice(0, 10);
    const { out } = await diff(repository, 'HEAD', '--text');
    const lines = `--- HEAD (${commit})
+++ the working tree
@@ -28,7 +28,7 @@
       "properties": {
         "displayName": "Hub",
         "providerType": "Docker",
-        "repositoryUrl": "https://old.example.com",
+        "repositoryUrl": "https://new.example.com",
         "secure:userPass": {
           "secret": "env",
           "name": "HUB"
`;
    expect(out).toBe(`${changed(`HEAD (${commit})`, 'the working tree')}\n${lines}`);
  });

  it('is the same for programs, and nothing that can be applied', async () => {
    const repository = gitRepository({ 'plugboard.ts': before });
    const commit = repository.git('rev-parse', 'HEAD');
    repository.write({ 'plugboard.ts': after });
    const { out } = await diff(repository, 'HEAD', '--format', 'json', '--text');
    const document = JSON.parse(out);
    expect(document).toMatchObject({
      format_version: '1.0',
      stack: 'acme',
      source: { kind: 'revision', name: 'HEAD', commit },
      from: { revision: 'HEAD', commit, has_stack: true },
      to: { revision: null, commit: null, has_stack: true },
      errored: false,
      summary: { add: 0, change: 1, destroy: 0 },
    });
    expect(document.resource_changes).toMatchObject([
      {
        address: '_Root/hub',
        change: {
          actions: ['update'],
          before: { url: 'https://old.example.com' },
          after: { url: 'https://new.example.com' },
        },
        effects: [{ effect: 'edited', projects: ['_Root', 'Payments', 'Payments_Api'] }],
      },
    ]);
    expect(document.manifest_diff).toContain('+        "repositoryUrl": "https://new.example.com",');
    repository.write({ 'diff.json': out });
    const environment = { TEAMCITY_URL: 'http://127.0.0.1:9', TEAMCITY_TOKEN: 'x' };
    const applied = await runCommand(['apply', 'diff.json'], { workingDirectory: repository.folder, environment });
    expect(applied.code).toBe(1);
    expect(applied.err).toContain('The file is no plan that Plugboard saved.');
  });

  it('is written in other forms, too, also where a side does not compile', async () => {
    const repository = gitRepository({ 'plugboard.ts': before });
    repository.write({ 'plugboard.ts': after });
    const file = (name: string): string => readFileSync(join(repository.folder, name), 'utf8');
    await diff(repository, 'main', '--out', 'markdown=d.md', '--out', 'json=d.json');
    expect(file('d.md')).toContain('### Plugboard diff of <code>acme</code>\n\n**Not dangerous: ');
    expect(JSON.parse(file('d.json'))).toMatchObject({ to: { has_stack: true }, summary: { change: 1 } });
    repository.write({ 'plugboard.ts': `${after}\nnonsense();` });
    const { code, out } = await diff(repository, 'main', '--format', 'github');
    expect(code).toBe(1);
    expect(out).toMatch(/^::error file=plugboard\.ts,line=10,.*TS2304/);
  });

  it('says so where one side has no such stack', async () => {
    const repository = gitRepository({ 'README.md': 'none yet' });
    repository.write({ 'plugboard.ts': before });
    const commit = repository.git('rev-parse', 'HEAD').slice(0, 10);
    const { code, out } = await diff(repository, 'HEAD');
    expect(code).toBe(0);
    expect(out.split('\n').slice(1, 3)).toEqual([
      `Stack "acme": HEAD (${commit}) -> the working tree.`,
      `There is no such stack at HEAD (${commit}).`,
    ]);
    expect(out).toContain('Plan: 3 to add, 0 to change, 0 to destroy.');
    repository.commit();
    rmSync(join(repository.folder, 'plugboard.ts'));
    expect((await diff(repository, 'HEAD')).out).toContain('Plan: 0 to add, 0 to change, 1 to destroy.');
  });

  it('leaves nothing behind, in the repository or elsewhere', async () => {
    const repository = gitRepository({ 'plugboard.ts': before });
    const temporary = temporaryFolder();
    vi.stubEnv('TMPDIR', temporary);
    try {
      await diff(repository, 'HEAD');
    } finally {
      vi.unstubAllEnvs();
    }
    expect(runGit(repository.folder, 'status', '--porcelain', '--ignored')).toBe('');
    expect(runGit(repository.folder, 'worktree', 'list').split('\n')).toHaveLength(1);
    expect(runGit(temporary, 'init', '--quiet') + runGit(temporary, 'status', '--porcelain')).toBe('');
  });
});

describe('diff refuses', () => {
  const refusal = ({ code, out, err }: CommandResult): string => {
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).not.toMatch(/^\s+at .*:\d+:\d+/m);
    return err;
  };

  it('what is no Git repository', async () => {
    const err = refusal(await diff({ folder: temporaryFolder({ 'plugboard.ts': before }) }, 'main'));
    expect(err).toContain('error[PB120]: not a Git repository');
    expect(err).toContain('Git says: fatal: not a git repository');
  });

  it('to work without Git', async () => {
    const repository = gitRepository({ 'plugboard.ts': before });
    vi.stubEnv('PATH', temporaryFolder());
    try {
      expect(refusal(await diff(repository, 'main'))).toContain('There is no `git` on this machine.');
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('a revision that does not exist, and suggests one that does', async () => {
    const repository = gitRepository({ 'plugboard.ts': before });
    const err = refusal(await diff(repository, 'mian'));
    expect(err).toContain('error[PB122]: revision does not exist');
    expect(err).toContain('The repository has no revision `mian`.');
    expect(err).toContain('Did you mean `main`?');
    repository.git('update-ref', 'refs/remotes/origin/release', 'HEAD');
    expect(refusal(await diff(repository, 'release'))).toContain('Did you mean `origin/release`?');
    expect(refusal(await diff(repository, 'HEAD:plugboard.ts'))).toContain('PB122');
    expect(refusal(await diff(repository, 'main', '--', '--output=stolen'))).toContain('PB122');
  });

  it('a revision that a shallow clone lacks, and says how to fetch it', async () => {
    const origin = gitRepository({ 'plugboard.ts': before });
    const first = origin.git('rev-parse', 'HEAD');
    origin.commit({ 'plugboard.ts': after });
    const folder = join(temporaryFolder(), 'clone');
    runGit(origin.folder, 'clone', '--quiet', '--depth', '1', `file://${origin.folder}`, folder);
    const err = refusal(await diff({ folder }, first));
    expect(err).toContain('error[PB123]: revision is not in the shallow clone');
    expect(err).toContain('`fetch-depth: 0`');
  });

  it('revisions that have no commit in common, where it is to start from one', async () => {
    const repository = gitRepository({ 'plugboard.ts': before });
    repository.git('checkout', '--quiet', '--orphan', 'other');
    repository.commit({ 'plugboard.ts': after });
    expect(refusal(await diff(repository, 'main...other'))).toContain('`main` and `other` have no commit in common.');
  });

  it('a stack that is on neither side', async () => {
    const repository = gitRepository({ 'README.md': '' });
    expect(refusal(await diff(repository, 'HEAD'))).toContain('There is no `plugboard.ts` at HEAD');
  });

  it('a stack that does not compile, and says on which side', async () => {
    const repository = gitRepository({ 'plugboard.ts': 'export default 1 +;\n' });
    const commit = repository.git('rev-parse', 'HEAD').slice(0, 10);
    repository.write({ 'plugboard.ts': after });
    const old = refusal(await diff(repository, 'HEAD'));
    expect(old).toMatch(
      new RegExp(
        `^The stack does not compile at HEAD \\(${commit}\\):\n\nerror\\[TS1109\\]: type error\n  --> plugboard.ts:1:19`,
      ),
    );
    expect(old).not.toContain('/tmp');
    repository.commit();
    repository.write({ 'plugboard.ts': `${after}\nconst x: number = 'text';` });
    expect(refusal(await diff(repository, 'HEAD'))).toMatch(
      /^The stack does not compile in the working tree:\n\nerror\[TS2322\]/,
    );
  });

  it('a stack whose files are in a submodule, and says that they are not in the revision', async () => {
    const inner = gitRepository({ 'a.ts': 'export const a = 1;' });
    const repository = gitRepository({
      'plugboard.ts': program('https://x', "import { a } from './sub/a.ts';\nvoid a;"),
    });
    repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.folder, 'sub');
    repository.commit();
    const err = refusal(await diff(repository, 'HEAD'));
    expect(err).toContain('There is no `./sub/a.ts`.');
    expect(err).toContain('or with a name that this machine cannot hold): sub.\n');
  });

  it('nothing of the environment that a Git hook has', async () => {
    const repository = gitRepository({ 'infra/plugboard.ts': before });
    mkdirSync(join(repository.folder, 'elsewhere'));
    writeFileSync(join(repository.folder, 'infra/plugboard.ts'), after);
    vi.stubEnv('GIT_DIR', '.git');
    vi.stubEnv('GIT_INDEX_FILE', '.git/index.lock');
    try {
      expect((await diff(repository, 'HEAD', '--stack', 'infra/plugboard.ts')).code).toBe(0);
    } finally {
      vi.unstubAllEnvs();
    }
  });
});
