import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ConnectionChange, SecretReference } from '../../compiler/model.ts';
import { resolveSecrets } from '../../compiler/secrets/resolve.ts';
import type { Found, SecretSurroundings } from '../../compiler/secrets/source.ts';
import { secretSources } from '../../compiler/secrets/sources.ts';
import { failureOf } from '../failure-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const node = process.execPath;
const printing = (script: string, ...words: readonly string[]): SecretReference => ({
  secret: 'command',
  command: [node, '-e', script, ...words],
});

async function lookUp(secret: SecretReference, more: Partial<SecretSurroundings> = {}): Promise<Found> {
  const surroundings = { environment: {}, folder: temporaryFolder(), allowedCommands: [node], ...more };
  return secretSources(surroundings).lookUp(secret);
}

const hint = `Run it by hand where Plugboard runs, and see what \`${node}\` says.`;

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('a program that prints a secret', () => {
  it('gives its output, without one line break at its end', async () => {
    expect(await lookUp(printing("console.log('first\\n')"))).toEqual({ value: 'first\n' });
    expect(await lookUp(printing("process.stdout.write('öffnen\\r\\n')"))).toEqual({ value: 'öffnen' });
  });

  it('gets its words as they are, the environment, and the stack’s folder', async () => {
    const folder = temporaryFolder();
    const script = 'process.stdout.write(JSON.stringify([process.argv.slice(1), process.env.STORE, process.cwd()]))';
    const words = ['$STORE; touch made', '`id`', '*', ''];
    const found = await lookUp(printing(script, ...words), { environment: { STORE: 'x' }, folder });
    expect(found).toEqual({ value: JSON.stringify([words, 'x', folder]) });
    expect(existsSync(join(folder, 'made'))).toBe(false);
  });

  it('is run once, however often its value is wanted', async () => {
    const folder = temporaryFolder();
    const secret = printing("require('node:fs').appendFileSync('runs', '.'); console.log('x1')");
    const sources = secretSources({ environment: {}, folder, allowedCommands: [node] });
    const revised = { ...secret, revision: 2 };
    expect(await Promise.all([sources.lookUp(secret), sources.lookUp(revised)])).toEqual([
      { value: 'x1' },
      { value: 'x1' },
    ]);
    expect(readFileSync(join(folder, 'runs'), 'utf8')).toBe('.');
  });

  it('that fails is told of by its exit code, and nothing that it wrote', async () => {
    const script = "console.log('canary'); console.error('canary'); process.exitCode = 3";
    expect(await lookUp(printing(script))).toEqual({ why: `Program \`${node}\` ended with exit code 3.`, hint });
    const killed = printing("process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 60_000)");
    expect(await lookUp(killed)).toEqual({ why: `Program \`${node}\` was ended by SIGTERM.`, hint });
  });

  it.each([
    ['nothing', '', 'is empty'],
    ['without end', "for (;;) require('node:fs').writeSync(1, 'x'.repeat(1000))", 'has more than 64 KiB'],
    ['what is not text', 'process.stdout.write(Buffer.from([0xff]))', 'is not text (UTF-8)'],
  ])('gives none where it prints %s', async (_, script, what) => {
    expect(await lookUp(printing(script))).toEqual({ why: `What \`${node}\` prints ${what}.`, hint });
  });

  it('is ended where it takes too long', async () => {
    const folder = temporaryFolder();
    const script = "require('node:fs').writeFileSync('pid', String(process.pid)); setInterval(() => {}, 1000)";
    const found = await lookUp(printing(script), { patience: 3000, folder });
    expect(found).toEqual({ why: `Program \`${node}\` did not end within 3 seconds.`, hint });
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  it('is named where it is not there', async () => {
    const command = ['no-such-program', 'x'];
    expect(await lookUp({ secret: 'command', command }, { allowedCommands: ['no-such-program'] })).toEqual({
      why: 'Program `no-such-program` cannot be started: there is none.',
      hint: 'Install `no-such-program` where Plugboard runs, on its `PATH`.',
    });
  });
});

describe('a program that nobody has allowed', () => {
  const change = (property: string, after: SecretReference): ConnectionChange => ({
    target: 'connection',
    action: 'update',
    reason: 'differs',
    address: 'Payments/slack',
    project: 'Payments',
    key: 'slack',
    kind: 'slackConnection',
    providerType: 'slackConnection',
    displayName: 'Slack',
    properties: [{ property, featureProperty: `secure:${property}`, after, sensitive: true }],
    unchanged: 0,
  });

  it('is not run, nor is any that is allowed, and the option that allows it is given', async () => {
    const folder = temporaryFolder();
    const allowed = printing("require('node:fs').writeFileSync('ran', ''); console.log('x')");
    const changes = [
      change('clientSecret', allowed),
      change('clientSecret', { secret: 'command', command: ['pass', 'show', 'a'] }),
      change('botToken', { secret: 'command', command: ['pass', 'show', 'b'] }),
      change('signingSecret', { secret: 'command', command: ['my tools/get'] }),
    ];
    const sources = secretSources({ environment: {}, folder, allowedCommands: [node, 'pass show a', 'get'] });
    const found = await failureOf(() => resolveSecrets(changes, sources));
    expect(found.map(({ code, message, notes, hint: advice }) => [code, message, notes, advice])).toEqual([
      [
        'PB611',
        '`pass` is to be run for `clientSecret` of `Payments/slack`, `botToken` of `Payments/slack`, and nobody has allowed it.',
        ['No program was run, and nothing was written to the server.'],
        'To let the stack run it, with whatever arguments the stack gives, add `--allow-command pass`.',
      ],
      [
        'PB611',
        '`my tools/get` is to be run for `signingSecret` of `Payments/slack`, and nobody has allowed it.',
        ['No program was run, and nothing was written to the server.'],
        "To let the stack run it, with whatever arguments the stack gives, add `--allow-command 'my tools/get'`.",
      ],
    ]);
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });
});
