/** When a secret is sent again: its revision, its fingerprint, and `plugboard rotate`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningServer, startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { restWriter } from '../../compiler/apply/rest-writer.ts';
import { restReader } from '../../compiler/live/rest-reader.ts';
import { type CommandResult, runCommand } from '../cli/run-command.ts';
import { dataDirectory } from '../data-directory.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const program = (hub = '', slack = 'Slack'): string => `
import { dockerRegistry, project, root, secret, slackConnection } from 'plugboard';
export default root({
  stack: 'acme',
  projects: [project('Payments', {
    connections: {
      hub: dockerRegistry({ name: 'Hub', userName: 'ci', password: secret.env('HUB'${hub}) }),
      slack: slackConnection({ displayName: '${slack}', clientId: 'c', clientSecret: secret.env('CLIENT'), botToken: secret.file('bot') }),
    },
  })],
});
`;

const key = 'canary-key-0123456789-0123456789-0123456789';
type Environment = Readonly<Record<string, string | undefined>>;

interface Site {
  readonly server: RunningServer;
  readonly folder: string;
  readonly run: (argv: readonly string[], environment?: Environment, answer?: string) => Promise<CommandResult>;
  /** Secrets that the server got since it was asked last: `property=value`. */
  readonly received: () => readonly string[];
  readonly ledger: () => string;
}

async function site(): Promise<Site> {
  const data = dataDirectory({ _Root: { features: [] }, Payments: { features: [] } });
  const server = await startServer({ dataDirectory: data });
  onTestFinished(() => server.close());
  const folder = temporaryFolder({ 'plugboard.ts': program(), bot: 'canary-bot\n' });
  let seen = 0;
  return {
    server,
    folder,
    run: (argv, environment = {}, answer) =>
      runCommand(argv, {
        workingDirectory: folder,
        environment: {
          TEAMCITY_URL: server.url,
          TEAMCITY_TOKEN: server.tokens.edit,
          PLUGBOARD_FINGERPRINT_KEY: key,
          HUB: 'canary-hub',
          CLIENT: 'canary-client',
          ...environment,
        },
        ask: answer === undefined ? undefined : async () => answer,
      }),
    received: () => {
      const all = server.receivedSecrets().slice(seen);
      seen += all.length;
      return all.map(({ property, value }) => `${property}=${value}`).sort();
    },
    ledger: () => readFileSync(join(data, 'config/projects/Payments/project-config.xml'), 'utf8'),
  };
}

const apply = ['apply', '--auto-approve'];

describe('a secret whose value has changed', { timeout: 120_000 }, () => {
  it('is no matter for a plan, and its value stands in no ledger', async () => {
    const { run, received, ledger } = await site();
    expect((await run(apply)).code).toBe(0);
    expect(received()).toHaveLength(3);
    expect(ledger()).not.toMatch(/canary/);
    const same = await run(apply);
    expect(same).toEqual({ code: 0, out: 'No changes. The server matches the declared connections.\n\n', err: '' });
    const plan = await run(['plan', '--detailed-exitcode'], { HUB: 'canary-new' });
    expect(plan).toMatchObject({ code: 0, err: '' });
  });

  it('is shown before it is sent', async () => {
    const { run, received } = await site();
    await run(apply);
    received();
    const declined = await run(['apply'], { HUB: 'canary-new' }, 'no');
    expect(declined.code).toBe(1);
    expect(declined.out).toContain('~ password = (sensitive value from env HUB, not the one that was sent last)');
    expect(declined.out).toContain('Plan: 0 to add, 1 to change, 0 to destroy.');
    expect(received()).toEqual([]);

    const { code, out } = await run(['apply'], { HUB: 'canary-new' }, 'yes');
    expect(code).toBe(0);
    expect(out).toContain('Read back: the server is as declared.');
    expect(received()).toEqual(['secure:userPass=canary-new']);
    expect((await run(apply, { HUB: 'canary-new' })).out).toContain('No changes.');
  });

  it('is left alone where nobody knows: no key when it was sent, another key now, or no value at hand', async () => {
    const { run, received } = await site();
    await run(apply, { PLUGBOARD_FINGERPRINT_KEY: '' });
    received();
    const first = await run(apply, { HUB: 'canary-new' });
    expect(first.out).toContain('No changes.');
    expect(first.err).toContain('warning[PB613]: secret was not compared');
    expect(first.err).toContain('`password` of `Payments/hub`, `clientSecret` of `Payments/slack`, `botToken` of');

    expect((await run(['rotate', 'Payments/hub', '--auto-approve'])).code).toBe(0);
    received();
    const otherKey = await run(apply, { HUB: 'canary-new', PLUGBOARD_FINGERPRINT_KEY: key.toUpperCase() });
    expect(otherKey.out).toContain('No changes.');
    expect(otherKey.err).toContain(
      'What was sent last has no fingerprint under this key: `password` of `Payments/hub`',
    );
    const missing = await run(apply, { HUB: undefined });
    expect(missing.code).toBe(0);
    expect(missing.err).toContain('was not compared with what was sent last. Environment variable `HUB` is not set.');
    expect(received()).toEqual([]);
  });

  it('is no reason for a saved plan to do more than it shows', async () => {
    const { run, received } = await site();
    await run(apply);
    received();
    expect((await run(['plan', '-o', 'plan.json'], { HUB: 'canary-new' })).code).toBe(0);
    const applied = await run(['apply', 'plan.json'], { HUB: 'canary-new' });
    expect(applied).toMatchObject({ code: 0, err: '' });
    expect(received()).toEqual([]);
  });

  it('can be rotated between a plan and its apply, which keeps the newer fingerprint', async () => {
    const { run, received, folder } = await site();
    await run(apply);
    writeFileSync(join(folder, 'plugboard.ts'), program('', 'Another name'));
    await run(['plan', '-o', 'plan.json']);
    expect((await run(['rotate', 'Payments/slack', '--auto-approve'], { CLIENT: 'canary-new' })).code).toBe(0);
    expect((await run(['apply', 'plan.json'])).code).toBe(0);
    received();
    expect((await run(apply, { CLIENT: 'canary-new' })).out).toContain('No changes.');
    expect((await run(apply)).out).toContain('1 changed');
    expect(received()).toEqual(['secure:clientSecret=canary-client']);
  });

  it('is told with a key only that cannot be guessed', async () => {
    const { run, server } = await site();
    const { code, err } = await run(apply, { PLUGBOARD_FINGERPRINT_KEY: 'short' });
    expect(code).toBe(1);
    expect(err).toContain('error[PB612]: fingerprint key cannot be used');
    expect(server.requests).toEqual([]);
  });
});

describe('rotate', { timeout: 120_000 }, () => {
  it('sends all secrets of one connection, and leaves alone whatever else has changed', async () => {
    const { run, received, folder } = await site();
    await run(apply);
    received();
    writeFileSync(join(folder, 'plugboard.ts'), program('', 'Another name'));
    writeFileSync(join(folder, 'bot'), 'canary-bot-2');
    const { code, out, err } = await run(['rotate', 'Payments/slack'], {}, 'yes');
    expect(code).toBe(0);
    expect(out).toContain(`
  # Payments/slack will be updated in-place
  # (because somebody asks for it)
  ~ slackConnection "Another name" {
`);
    expect(out).toContain('~ botToken     = (sensitive value from file bot, sent again)');
    expect(out).toContain('Apply complete! Resources: 0 added, 1 changed, 0 destroyed.');
    expect(out).toContain('Read back: the server holds what was sent, and the ledger has it on record.\n');
    expect(err).toMatch(/^Payments\/slack: updated \[id=PROJECT_EXT_\d+\]\n$/);
    expect(received()).toEqual(['secure:clientSecret=canary-client', 'secure:token=canary-bot-2']);

    const left = await run(['plan']);
    expect(left.out).toContain('"Slack" -> "Another name"');
    expect(left.out).not.toContain('sensitive');
    const drift = await run(['drift', '--detailed-exitcode']);
    expect(drift.code).toBe(0);
  });

  it('sends one secret where it is named, and records its revision', async () => {
    const { run, received, folder } = await site();
    await run(apply);
    received();
    writeFileSync(join(folder, 'plugboard.ts'), program(', { revision: 2 }'));
    expect((await run(['plan'])).out).toContain('revision 1 -> 2');
    const { out } = await run(['rotate', 'Payments/hub', '--property', 'password', '--auto-approve']);
    expect(out).toContain('~ password = (sensitive value from env HUB, revision 1 -> 2)');
    expect(received()).toEqual(['secure:userPass=canary-hub']);
    expect((await run(['plan'])).out).toContain('No changes.');
  });

  it('hides no drift: what somebody changed by hand is told after it as before', async () => {
    const { run, server } = await site();
    await run(apply);
    const access = { url: server.url, token: server.tokens.edit };
    const { projects } = await restReader(access).readLive();
    for (const { id, connections } of projects) {
      for (const one of connections)
        await restWriter(access).setProperty(id, one.id, 'displayName', `By hand ${one.id}`);
    }
    const before = await run(['drift']);
    expect(before.out).toContain('By hand');
    expect((await run(['rotate', 'Payments/hub', '--auto-approve'])).code).toBe(0);
    expect((await run(['drift'])).out).toBe(before.out);
  });

  it('asks, and sends nothing where the answer is another one', async () => {
    const { run, received } = await site();
    await run(apply);
    received();
    expect((await run(['rotate', 'Payments/hub'], {}, 'no')).err).toContain('error[PB605]: apply not approved');
    expect((await run(['rotate', 'Payments/hub'])).err).toContain('Nobody is there to approve the plan');
    expect(received()).toEqual([]);
  });

  it('names what it cannot rotate', async () => {
    const { run, server } = await site();
    const early = await run(['rotate', 'Payments/hub', '--auto-approve']);
    expect(early).toMatchObject({ code: 1, out: '' });
    expect(early.err).toContain('error[PB614]: secret cannot be rotated');
    await run(apply);
    const missing = await run(['rotate', 'Payments/hub', '--auto-approve'], { HUB: '' });
    expect(missing.code).toBe(1);
    expect(missing.err).toContain('Environment variable `HUB` is empty. Needed for `password` of `Payments/hub`.');
    const reader = await run(['rotate', 'Payments/hub', '--auto-approve'], { TEAMCITY_TOKEN: server.tokens.read });
    expect(reader.err).toContain('error[PB620]: permission to change is missing');
    expect((await run(['rotate', 'Payments/hubb'])).err).toContain('Did you mean `Payments/hub`?');
  });
});
