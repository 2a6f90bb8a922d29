/** A saved plan is applied exactly or not at all. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningServer, startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { restWriter } from '../../compiler/apply/rest-writer.ts';
import { type CommandResult, runCommand } from '../cli/run-command.ts';
import { dataDirectory } from '../data-directory.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const program = `
import { dockerRegistry, project, root } from 'plugboard';
export default root({
  stack: 'acme',
  projects: [
    project('Payments', {
      connections: { registry: dockerRegistry({ name: 'Registry', url: 'https://new.example.com', adopt: 'PROJECT_EXT_7' }) },
    }),
  ],
});
`;

const registry = {
  id: 'PROJECT_EXT_7',
  provider: 'Docker',
  displayName: 'Registry',
  repositoryUrl: 'https://old.example.com',
};

interface Site {
  readonly server: RunningServer;
  readonly folder: string;
  readonly run: (argv: readonly string[], url?: string) => Promise<CommandResult>;
  readonly byHand: ReturnType<typeof restWriter>;
  readonly writes: () => number;
}

async function site(): Promise<Site> {
  const data = dataDirectory({ _Root: { features: [] }, Payments: { features: [registry] }, Other: { features: [] } });
  const server = await startServer({ dataDirectory: data });
  onTestFinished(() => server.close());
  const folder = temporaryFolder({ 'plugboard.ts': program });
  const run: Site['run'] = (argv, url = server.url) =>
    runCommand(argv, {
      workingDirectory: folder,
      environment: { TEAMCITY_URL: url, TEAMCITY_TOKEN: server.tokens.edit },
    });
  const here: Site = {
    server,
    folder,
    run,
    byHand: restWriter({ url: server.url, token: server.tokens.edit }),
    writes: () => server.requests.filter(({ method }) => method !== 'GET').length,
  };
  expect((await run(['plan', '--stack', join(folder, 'plugboard.ts'), '-o', 'plan.json'])).code).toBe(0);
  return here;
}

const apply = ({ run, folder }: Site, url?: string): Promise<CommandResult> =>
  run(['apply', '--stack', join(folder, 'plugboard.ts'), 'plan.json'], url);

describe('a saved plan', () => {
  it('is applied where only other things have changed meanwhile', async () => {
    const here = await site();
    await here.byHand.createProject({ target: 'project', action: 'create', id: 'New', name: 'New', parent: 'Other' });
    await here.byHand.createFeature({
      project: 'Payments',
      type: 'OAuthProvider',
      properties: { providerType: 'Docker', displayName: 'By hand' },
      before: [],
      identity: [],
    });
    const { code, out } = await apply(here);
    expect(code).toBe(0);
    expect(out).toContain('Apply complete! Resources: 1 imported, 0 added, 1 changed, 0 destroyed.');
  });

  it.each([
    [['--refresh-only'], '`--refresh-only`', 'plugboard plan --refresh-only -o FILE'],
    [['--allow-destroy', '7'], '`--allow-destroy 7`', 'plugboard plan --allow-destroy 7 -o FILE'],
    [
      ['--allow-replace', '--adopt-matching'],
      '`--allow-replace` and `--adopt-matching`',
      '--allow-replace --adopt-matching',
    ],
  ])('is applied as it was made, and not with %j', async (options, asked, again) => {
    const here = await site();
    const { code, err } = await here.run(['apply', 'plan.json', ...options]);
    expect(code).toBe(1);
    expect(err).toContain(`A saved plan is applied as it was made: ${asked} cannot be added now.`);
    expect(err).toContain('It was made without such options.');
    expect(err.replace(/\s+/g, ' ')).toContain(again);
    expect(here.writes()).toBe(0);
  });

  it('is applied with the options that it was made with, whether they are given again or not', async () => {
    const here = await site();
    const made = await here.run(['plan', '--allow-destroy', '0', '-o', 'plan.json']);
    expect(made.code).toBe(0);
    const other = await here.run(['apply', 'plan.json', '--allow-destroy', '1']);
    expect(other.err).toContain('It was made with `--allow-destroy 0`.');
    expect(here.writes()).toBe(0);
    expect((await here.run(['apply', 'plan.json', '--allow-destroy', '0'])).code).toBe(0);
  });

  it('is refused where what it touches has moved, with both values', async () => {
    const here = await site();
    await here.byHand.setProperty('Payments', 'PROJECT_EXT_7', 'repositoryUrl', 'https://other.example.com');
    await here.byHand.setProperty('Payments', 'PROJECT_EXT_7', 'userName', 'ci');
    const before = here.writes();
    const { code, err } = await apply(here);
    expect(code).toBe(1);
    expect(err).toContain('error[PB603]: server has moved on since the plan');
    expect(err).toContain(
      '`Payments/registry` was changed on the server since the plan: ' +
        '`repositoryUrl` was "https://old.example.com" and is "https://other.example.com", `userName` was not there and is "ci".',
    );
    expect(here.writes()).toBe(before);
  });

  it('is refused after it was edited, however it is laid out', async () => {
    const here = await site();
    const file = join(here.folder, 'plan.json');
    const saved = readFileSync(file, 'utf8');
    writeFileSync(file, saved.replaceAll('https://new.example.com', 'https://evil.example.com'));
    expect((await apply(here)).err).toContain('The plan file was changed after it was saved.');
    writeFileSync(file, saved.replace('"errored": false', '"errored": false, "more": 1'));
    expect((await apply(here)).err).toContain('The plan file was changed after it was saved.');
    expect(here.writes()).toBe(0);
    writeFileSync(file, JSON.stringify(JSON.parse(saved)));
    expect((await apply(here)).code).toBe(0);
  });

  it('is refused by another server, also one that took the address over', async () => {
    const here = await site();
    const data = dataDirectory({ _Root: { features: [] }, Payments: { features: [registry] } });
    const root = join(data, 'config/projects/_Root/project-config.xml');
    writeFileSync(root, readFileSync(root, 'utf8').replace('uuid="1111', 'uuid="2222'));
    const { tokens } = here.server;
    const other = await startServer({ dataDirectory: data, tokens });
    onTestFinished(() => other.close());
    const elsewhere = await apply(here, other.url);
    expect(elsewhere.code).toBe(1);
    expect(elsewhere.err).toContain(`The plan was made against ${here.server.url}, and this is ${other.url}.`);
    expect(other.requests.filter(({ method }) => method !== 'GET')).toEqual([]);

    await here.server.close();
    const successor = await startServer({
      dataDirectory: data,
      tokens,
      port: Number(new URL(here.server.url).port),
    });
    onTestFinished(() => successor.close());
    const { err } = await apply(here);
    expect(err).toContain('The plan was made against another server than the one that is at');
    expect(successor.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('is applied to the same server under another address', async () => {
    const here = await site();
    const { code } = await apply(here, here.server.url.replace('127.0.0.1', 'localhost'));
    expect(code).toBe(0);
  });
});
