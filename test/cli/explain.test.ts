import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { builtInKinds } from '../../compiler/kinds/registry.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { runCommand } from './run-command.ts';

describe('explain', () => {
  it('says what a kind is for, how the other side is set up, and this server’s callback URL', async () => {
    const { code, out, err } = await runCommand(['explain', 'gitlabConnection'], {
      environment: { TEAMCITY_URL: 'https://example.com/teamcity/' },
    });
    expect([code, err]).toEqual([0, '']);
    await expect(out).toMatchFileSnapshot('explain-gitlab.txt');
    expect(out).toContain('\n  https://example.com/teamcity/oauth/gitlab/accessToken.html\n');
  });

  it.each(builtInKinds.all.map(({ name }) => name))('has something to say of %s, within the width', async (name) => {
    const { out } = await runCommand(['explain', name.toUpperCase()]);
    expect(out).toMatch(new RegExp(`^${name}: `));
    expect(out.split('\n').filter((line) => line.length > 80 && !line.includes('https://'))).toEqual([]);
  });

  it('knows the kinds that a stack brings along', async () => {
    const schema = readFileSync(
      new URL('../scenarios/a-kind-of-ones-own/artifactory.schema.json', import.meta.url),
      'utf8',
    );
    const workingDirectory = temporaryFolder({ 'plugboard.ts': '', 'artifactory.schema.json': schema });
    const { code, out } = await runCommand(['explain', 'artifactory'], { workingDirectory });
    expect(code).toBe(0);
    expect(out).toMatch(/^artifactory: /);
  });

  it('suggests the near name', async () => {
    const { code, err } = await runCommand(['explain', 'gitlabConection']);
    expect(code).toBe(1);
    expect(err).toContain('Did you mean `gitlabConnection`?');
  });
});

describe('explain with a code', () => {
  it('shows the explanation, the program, the command and the message that it is tested with', async () => {
    const { code, out, err } = await runCommand(['explain', 'pb301']);
    expect([code, err]).toEqual([0, '']);
    await expect(out).toMatchFileSnapshot('explain-PB301.txt');
  });

  it.each(Object.keys(catalogue))('knows %s, and keeps its prose within the width', async (name) => {
    const { code, out } = await runCommand(['explain', name]);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^${name} \\((error|warning|hint)\\): `));
    // Source and commands are not broken: they are copied.
    const prose = out.split('\n').filter((line) => !/^ *\d* \||^ {4}|^\$ /.test(line));
    expect(prose.filter((line) => line.length > 80)).toEqual([]);
  });

  it('gives the same to programs', async () => {
    const { out } = await runCommand(['explain', 'PB301', '--json']);
    expect(JSON.parse(out)).toMatchObject({
      code: 'PB301',
      severity: 'error',
      commands: ['plugboard check'],
      message: expect.stringContaining('error[PB301]'),
    });
    expect(JSON.parse((await runCommand(['explain', 'dockerRegistry', '--json'])).out)).toMatchObject({
      kind: 'dockerRegistry',
      schema: { 'x-kind': { providerType: 'Docker' } },
    });
  });

  it('sets messages off with colours where it may', async () => {
    expect((await runCommand(['explain', 'PB301', '--color'])).out).toContain('\u001b[31merror[PB301]');
  });

  it.each([
    ['PB309999', 'No message of Plugboard has the code `PB309999`.'],
    ['301', 'Did you mean `PB301`'],
    ['pb3o1', 'Did you mean `PB301`'],
    ['ts2322', '`TS2322` is one of the TypeScript compiler’s own messages.'],
  ])('says of %s what is near', async (name, message) => {
    const { code, err } = await runCommand(['explain', name]);
    expect(code).toBe(1);
    expect(err).toContain(message);
  });
});
