import { describe, expect, it } from 'vitest';
import { gitRepository, type TestRepository } from '../revisions/git-repository.ts';
import { type CommandResult, runCommand } from './run-command.ts';

const program = (connections: string, needs = "['dockerRegistry']"): string => `
import { dockerRegistry, project, root } from 'plugboard';
export default root({
  stack: 'acme',
  connections: { ${connections} },
  projects: [project('Payments', { needs: ${needs} })],
});
`;
const hub = "hub: dockerRegistry({ name: 'Hub', url: 'https://hub.example.com' })";

const diff = ({ folder }: TestRepository, ...argv: readonly string[]): Promise<CommandResult> =>
  runCommand(['diff', ...argv], { workingDirectory: folder });

describe('diff of a change that breaks a need', () => {
  it('shows the change, what used to meet the need, and that nobody has committed it', async () => {
    const repository = gitRepository({ 'plugboard.ts': program(hub) });
    const commit = repository.git('rev-parse', 'HEAD').slice(0, 10);
    repository.write({ 'plugboard.ts': program('') });
    const { code, out, err } = await diff(repository, 'main');
    expect(code).toBe(1);
    expect(out).toContain('_Root/hub will be destroyed');
    expect(err).toBe(`error[PB301]: needed connection is not available
  --> plugboard.ts:6:44
   |
 6 |   projects: [project('Payments', { needs: ['dockerRegistry'] })],
   |                                            ^^^^^^^^^^^^^^^^ no \`dockerRegistry\` reaches project \`Payments\`
   |
   = No connection reaches \`Payments\`.
   = At main (${commit}), \`_Root/hub\` did: it is no longer declared.
   = That change is not committed yet.
   = hint: Declare a \`dockerRegistry\` in \`Payments\` or in a project above it.

1 error.
`);
  });

  it('names the commit where one alone can have done it', async () => {
    const repository = gitRepository({ 'plugboard.ts': program(hub), 'other.txt': 'a' });
    repository.commit({ 'other.txt': 'b' });
    const removed = repository.commit({ 'plugboard.ts': program('') });
    repository.commit({ 'plugboard.ts': `// A comment.\n${program('')}` });
    const { err } = await diff(repository, 'HEAD~3', 'HEAD');
    expect(err).toContain(`That was changed by ${removed.slice(0, 7)} (Test): change`);
    // Another revision’s lines are not those of the file that is there.
    expect(err).not.toContain('-->');
  });

  it('shows what cannot be seen in a subject, in every form', async () => {
    const repository = gitRepository({ 'plugboard.ts': program(hub) });
    repository.write({ 'plugboard.ts': program('') });
    const author = '--author=a\u202eb <a@example.com>';
    repository.git('commit', '--quiet', '--all', author, '--message=two \u001b[31m \u202e ##teamcity[x]');
    const shown = '(a\\u{202e}b): two \\u{001b}[31m \\u{202e} ##teamcity\\u{005b}x]';
    expect((await diff(repository, 'HEAD~1', 'HEAD')).err).toContain(shown);
    const { out } = await diff(repository, 'HEAD~1', 'HEAD', '--format', 'json');
    expect(out).toContain(JSON.stringify(shown).slice(1, -1));
    expect(out).not.toContain('\u202e');
  });

  it('names none where several may have', async () => {
    const repository = gitRepository({ 'plugboard.ts': program(hub) });
    repository.git('tag', 'start');
    repository.commit({ 'plugboard.ts': `// About hub.\n${program(hub)}` });
    repository.commit({ 'plugboard.ts': program('') });
    const { err } = await diff(repository, 'start', 'main');
    expect(err).toMatch(/That was changed between start \(\w{10}\) and main \(\w{10}\)\./);
  });

  it('tells a connection that is another one now, and a need that is new', async () => {
    const needs = "[{ kind: 'dockerRegistry', url: 'https://hub.example.com' }]";
    const repository = gitRepository({ 'plugboard.ts': program(hub, needs) });
    const moved = hub.replace('hub.example', 'new.example');
    repository.write({ 'plugboard.ts': program(moved, needs.replace(']', ", 'slackConnection']")) });
    const { code, err } = await diff(repository, 'HEAD');
    expect(code).toBe(1);
    expect(err).toContain('`_Root/hub` did: it is declared, and no longer what is needed.');
    expect(err.match(/ did: /g)).toHaveLength(1);
    expect(err).toContain('no `slackConnection` reaches project `Payments`');
  });

  it('is of use where the earlier side broke it, and the later one mends it', async () => {
    const repository = gitRepository({ 'plugboard.ts': program('') });
    repository.write({ 'plugboard.ts': program(hub) });
    expect(await diff(repository, 'HEAD')).toMatchObject({ code: 0, err: '' });
  });
});
