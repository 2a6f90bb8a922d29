import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
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
