/** What somebody changed by hand, from the apply to the drift that is mended or recorded. */
import { type RunningServer, startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { restWriter } from '../../compiler/apply/rest-writer.ts';
import { restReader } from '../../compiler/live/rest-reader.ts';
import { type CommandResult, runCommand } from '../cli/run-command.ts';
import { dataDirectory } from '../data-directory.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const program = (url: string): string => `
import { dockerRegistry, project, root, secret } from 'plugboard';
const registry = (name: string) => dockerRegistry({ name, url: '${url}', userName: 'ci', password: secret.env('PASSWORD') });
export default root({
  stack: 'acme',
  projects: [
    project('Payments', {
      exclusive: true,
      connections: { a: registry('A'), b: registry('B'), c: registry('C'), d: registry('D'), e: registry('E') },
    }),
  ],
});
`;

interface Site {
  readonly server: RunningServer;
  readonly run: (argv: readonly string[]) => Promise<CommandResult>;
  readonly write: (url: string) => void;
  readonly byHand: ReturnType<typeof restWriter>;
  readonly idOf: (name: string) => Promise<string>;
}

async function applied(): Promise<Site> {
  const server = await startServer({
    dataDirectory: dataDirectory({ _Root: { features: [] }, Payments: { features: [] } }),
  });
  onTestFinished(() => server.close());
  let folder = temporaryFolder({ 'plugboard.ts': program('https://registry.example.com') });
  const environment = { TEAMCITY_URL: server.url, TEAMCITY_TOKEN: server.tokens.edit, PASSWORD: 'canary-1' };
  const run: Site['run'] = (argv) => runCommand([...argv, '--stack', `${folder}/plugboard.ts`], { environment });
  expect((await run(['apply', '--auto-approve'])).code).toBe(0);
  const access = { url: server.url, token: server.tokens.edit };
  return {
    server,
    run,
    write: (url) => {
      folder = temporaryFolder({ 'plugboard.ts': program(url) });
    },
    byHand: restWriter(access),
    idOf: async (name) => {
      const features = (await restReader(access).readFeatures('Payments')) ?? [];
      return features.find(({ properties }) => properties['displayName'] === name)?.id ?? '';
    },
  };
}

describe('drift', () => {
  it('is none right after an apply', async () => {
    const { run } = await applied();
    expect(await run(['drift', '--detailed-exitcode'])).toEqual({
      code: 0,
      out: 'No drift. Nobody has changed the 5 connections of stack "acme" since they were applied.\n',
      err: '',
    });
  });

  it('names each thing that was done by hand and what apply would do about it, and writes nothing', async () => {
    const { run, server, byHand, idOf } = await applied();
    const ids = Object.fromEntries(
      await Promise.all([...'ABCDE'].map(async (name) => [name, await idOf(name)] as const)),
    );
    const set = (name: string, property: string, value: string): Promise<void> =>
      byHand.setProperty('Payments', ids[name] ?? '', property, value);
    const add = (displayName: string): Promise<string> =>
      byHand.createFeature({
        project: 'Payments',
        type: 'OAuthProvider',
        properties: { providerType: 'Docker', displayName },
        before: [],
        identity: [],
      });
    await set('A', 'repositoryUrl', 'https://other.example.com');
    await set('A', 'userName', '');
    await set('B', 'displayName', 'B by hand');
    await set('C', 'secure:userPass', '');
    await byHand.deleteFeature('Payments', ids['D'] ?? '');
    await byHand.deleteFeature('Payments', ids['E'] ?? '');
    const anew = await add('E');
    const extra = await add('Extra');

    const before = server.requests.length;
    const { code, out, err } = await run(['drift', '--detailed-exitcode']);
    expect({ code, err }).toEqual({ code: 2, err: '' });
    expect(server.requests.slice(before).map(({ method }) => method)).toEqual(['GET']);
    expect(out).toBe(`Drift: 2 edited, 1 renamed, 1 deleted, 1 recreated, 1 added; 5 connections of stack "acme".

  + Payments/#${extra} was added by hand to an exclusive project
      dockerRegistry "Extra" [id=${extra}]
      apply would destroy it

  ~ Payments/a was edited
      dockerRegistry "A" [id=${ids['A']}]
      url       "https://registry.example.com" -> "https://other.example.com"
      userName  "ci" -> ""
      apply would change it back, in place

  ~ Payments/b was renamed
      dockerRegistry "B by hand" [id=${ids['B']}]
      name  "B" -> "B by hand"
      apply would change it back, in place

  ~ Payments/c was edited
      dockerRegistry "C" [id=${ids['C']}]
      password  its secret is gone
      apply would change it back, in place

  - Payments/d was deleted
      dockerRegistry "D" [id=${ids['D']}]
      apply would create it anew, with a new id

-/+ Payments/e was deleted and made anew by hand
      dockerRegistry "E" [id=${ids['E']}]
      now ${anew} in Payments, owned by no stack
      apply would refuse to go on (PB501: see \`plugboard plan\`)
`);
  });
});

describe('plan --refresh-only', () => {
  it('brings the ledger up to date where the code already agrees, and touches no connection', async () => {
    const { run, server, byHand, idOf, write } = await applied();
    const id = await idOf('A');
    const url = 'https://new.example.com';
    for (const name of 'ABCDE') await byHand.setProperty('Payments', await idOf(name), 'repositoryUrl', url);
    write(url);
    const before = server.requests.length;
    const planned = await run(['plan', '--refresh-only']);
    expect(planned.out).toContain('# Payments/a will be recorded\n');
    expect(planned.out).toContain('Plan: 0 to add, 0 to change, 0 to destroy.');
    const { code, out } = await run(['apply', '--refresh-only', '--auto-approve']);
    expect(code).toBe(0);
    expect(out).toContain('Apply complete! Resources: 0 added, 0 changed, 0 destroyed.\nRead back: ');
    const written = server.requests.slice(before).filter(({ method }) => method !== 'GET');
    expect(written.filter(({ path }) => path.includes(id))).toEqual([]);
    expect((await run(['plan', '--refresh-only'])).out).toContain('No changes.');
    expect((await run(['drift'])).out).toContain('No drift.');
  });
});
