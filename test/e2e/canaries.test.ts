/**
 * Distinctive values are planted in every place that secrets come from; then every command runs, well and badly, and
 * every byte that it wrote is searched for them: both streams, and all files.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { type RunningServer, startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type RunningVault, startVault } from '../../fixtures/vault/index.ts';
import { answering } from '../answering.ts';
import { runCommand } from '../cli/run-command.ts';
import { dataDirectory } from '../data-directory.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { plugboard, running } from './plugboard.ts';

const canary = (where: string): string => `CANARY-${where}-"\\<&é>/+ %41-7f3a91c2`;
const values = {
  env: canary('env'),
  file: `-----BEGIN KEY-----\nCANARY${'file'.repeat(15)}\nCANARY${'more'.repeat(15)}\n-----END KEY-----`,
  vault: canary('vault'),
  command: canary('command'),
  token: 'CANARY-token.aGVsbG8gd29ybGQ-1f9e',
  key: 'CANARY-key-0123456789-0123456789-0123456789',
};

/** What no output may hold: a part of every canary, as it is and in Base64 wherever in it that part may stand. */
const traces = ['CANARY', '7f3a91c2', 'filefile', 'moremore', 'canary-plain'].flatMap((text) => [
  text,
  ...[0, 1, 2].map((shift) =>
    Buffer.from('x'.repeat(shift) + text)
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  ),
]);

function expectNoCanary(what: string, text: string): void {
  expect(traces.filter((trace) => text.includes(trace)).map((trace) => `${what}: ${trace}`)).toEqual([]);
}

const program = (script: string, file: string, extra = ''): string => `
import { dockerRegistry, githubConnection, npmRegistry, project, root, secret, slackConnection } from 'plugboard';
export default root({
  stack: 'acme',
  projects: [project('Payments', {
    connections: {
      hub: dockerRegistry({ name: 'Hub', userName: 'ci', password: secret.env('HUB') }),
      github: githubConnection({ displayName: 'GitHub', clientId: 'c', clientSecret: secret.file('${file}') }),
      slack: slackConnection({ displayName: 'Slack', clientId: 'c', clientSecret: secret.vault({ path: 'slack', key: 'client' }), botToken: secret.env('HUB') }),
      npm: npmRegistry({ name: 'npm', url: 'https://npm.example.com', token: secret.command(['${process.execPath}', '${script}']) }),
      ${extra}
    },
  })],
});
`;

type Environment = Readonly<Record<string, string>>;

interface Site {
  readonly server: RunningServer;
  readonly vault: RunningVault;
  readonly environment: Environment;
  /** Runs a command and searches all that it wrote; gives what it said. */
  readonly run: (
    argv: readonly string[],
    more?: Options,
  ) => Promise<{ readonly code: number | null; readonly said: string }>;
  readonly folder: string;
}

interface Options {
  readonly environment?: Environment;
  readonly ask?: (question: string) => Promise<string>;
  /** Run it as a process of its own. */
  readonly isProcess?: boolean;
}

async function site(): Promise<Site> {
  const data = dataDirectory({ _Root: { features: [] }, Payments: { features: [] } });
  const server = await startServer({ dataDirectory: data, tokens: { edit: values.token } });
  onTestFinished(() => server.close());
  const vault = await startVault();
  onTestFinished(() => vault.close());
  vault.mounted('secret').put('slack', { client: values.vault });
  // Apart from the folder that is searched.
  const store = temporaryFolder({
    'print.mjs': `console.log(${JSON.stringify(values.command)}); console.error(${JSON.stringify(values.command)}); process.exitCode = Number(process.env.FAIL ?? 0);`,
    key: values.file,
  });
  const folder = temporaryFolder({ 'plugboard.ts': program(join(store, 'print.mjs'), join(store, 'key')) });
  const environment = {
    TEAMCITY_URL: server.url,
    TEAMCITY_TOKEN: values.token,
    VAULT_ADDR: vault.url,
    VAULT_TOKEN: vault.token,
    PLUGBOARD_FINGERPRINT_KEY: values.key,
    HUB: values.env,
  };
  const run: Site['run'] = async (words, { isProcess = false, ask, ...more } = {}) => {
    // Where a command speaks with the server, it is to tell of every request.
    const argv = speaking.includes(words[0] ?? '') ? [...words, '--debug'] : words;
    const all = { ...environment, ...more.environment };
    const { code, out, err } = isProcess
      ? await plugboard(argv, { folder, environment: all })
      : await runCommand(argv, { workingDirectory: folder, environment: all, ask });
    const what = argv.join(' ');
    expectNoCanary(what, out + err);
    expect(`${out}${err}`).not.toContain(vault.token);
    for (const [file, text] of [...filesOf(folder), ...filesOf(data)]) expectNoCanary(`${what}, in ${file}`, text);
    return { code, said: out + err };
  };
  return { server, vault, environment, folder, run };
}

const filesOf = (folder: string): readonly (readonly [file: string, text: string])[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'latin1')]);

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Stands in front of a server, and answers what holds a secret with what `answer` makes of it. */
function parrot(target: string, answer: (body: string, token: string) => Answer): Promise<string> {
  return answering(async (request, response) => {
    const { method = 'GET', url = '', headers } = request;
    const body = await bodyOf(request);
    if (!body.includes('CANARY')) {
      const { accept = '', authorization = '', 'content-type': type = 'text/plain' } = headers;
      const sent = {
        method,
        headers: { accept, authorization, 'content-type': type },
        ...(body === '' ? {} : { body }),
      };
      const passed = await fetch(`${target}${url}`, sent);
      const contentType = passed.headers.get('content-type') ?? 'text/plain';
      response.writeHead(passed.status, { 'content-type': contentType }).end(await passed.text());
      return;
    }
    const { status, type, text } = answer(body, headers.authorization ?? '');
    response.writeHead(status, { 'content-type': type }).end(text);
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let all = '';
  for await (const chunk of request) all += chunk;
  return all;
}

const speaking = ['plan', 'apply', 'rotate', 'drift', 'unlock', 'import', 'snapshot', 'forget'];

const allowed = ['--auto-approve', '--allow-command', process.execPath];

describe('no canary is in anything that is written by', { timeout: 120_000 }, () => {
  it('commands that need no secret', async () => {
    const { run } = await site();
    const codes: (number | null)[] = [];
    for (const argv of [
      ['check'],
      ['check', '--format', 'json'],
      ['manifest'],
      ['manifest', '-o', 'manifest.json'],
      ['show'],
      ['show', 'Payments', '--json'],
      ['explain', 'dockerRegistry'],
      ['kinds'],
      ['graph'],
    ]) {
      codes.push((await run(argv)).code);
    }
    expect(codes).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('plans, and an apply that lacks a permission to run a program', async () => {
    const { run, server } = await site();
    for (const argv of [['plan'], ['plan', '--format', 'json'], ['plan', '-o', 'plan.json'], ['drift'], ['unlock']]) {
      expect((await run(argv)).code).toBe(0);
    }
    expect((await run(['apply', 'plan.json'])).said).toContain('error[PB611]');
    expect(server.receivedSecrets()).toEqual([]);
  });

  it('an apply as a process, and what comes after it', async () => {
    const { run, server, folder } = await site();
    const { code, said } = await run(['apply', ...allowed], { isProcess: true });
    expect([code, said]).toEqual([0, expect.stringContaining('Read back: the server is as declared.')]);
    const { env, file, vault, command } = values;
    expect(new Set(server.receivedSecrets().map(({ value }) => value))).toEqual(new Set([env, file, vault, command]));

    expect((await run(['apply', ...allowed], { environment: { HUB: canary('other') } })).said).toContain('2 changed');
    expect((await run(['rotate', 'Payments/slack', ...allowed], { isProcess: true })).code).toBe(0);
    for (const argv of [
      ['import', '-o', 'imported'],
      ['snapshot', '-o', 'snapshot.json'],
      ['drift', '--format', 'json'],
      ['forget', 'Payments/npm', '--auto-approve'],
    ]) {
      expect((await run(argv)).code).toBe(0);
    }
    expect(readdirSync(folder).sort()).toEqual(['imported', 'plugboard.ts', 'snapshot.json']);
  });

  it('an apply that keeps its ledger in a file, and a diff of Git', async () => {
    const { run, folder } = await site();
    writeFileSync(join(folder, 'plugboard.ts'), onlyOne);
    expect((await run(['apply', '--ledger', 'ledger.json', ...allowed])).code).toBe(0);
    expect(readFileSync(join(folder, 'ledger.json'), 'utf8')).toContain('"fingerprints"');
    const git = (...words: readonly string[]): unknown =>
      execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...words], { cwd: folder });
    git('init', '--quiet');
    git('add', 'plugboard.ts');
    git('commit', '--quiet', '-m', 'Start');
    writeFileSync(join(folder, 'plugboard.ts'), onlyOne.replaceAll("'HUB'", "'OTHER'"));
    expect((await run(['diff', 'HEAD', '--text'])).said).toContain('OTHER');
  });

  it.each<[string, (body: string, token: string) => Answer]>([
    ['as it is', (body, token) => ({ status: 400, type: 'text/plain', text: `Details: Bad: ${body} of ${token}` })],
    [
      'in JSON',
      (body) => ({ status: 400, type: 'application/json', text: JSON.stringify({ errors: [{ message: body }] }) }),
    ],
    [
      'cut off',
      (body) => ({
        status: 400,
        type: 'text/plain',
        text: `Details: Bad: ${'x'.repeat(470)}${body.slice(body.indexOf('CANARY'))}`,
      }),
    ],
    ['in a URL', (body) => ({ status: 403, type: 'text/plain', text: `?q=${encodeURIComponent(body)}` })],
    ['in what is no answer', (body) => ({ status: 200, type: 'application/json', text: body })],
    ['in what is no JSON', (body) => ({ status: 200, type: 'application/json', text: `{"id": ${body}` })],
    [
      'in a page',
      (body) => ({ status: 403, type: 'text/html', text: `<html>${body.replaceAll('&', '&amp;')}</html>` }),
    ],
  ])('an apply whose server quotes what it gets %s', async (_, answer) => {
    const { run, server, folder } = await site();
    // One secret suffices: each change that fails costs time.
    writeFileSync(join(folder, 'plugboard.ts'), onlyOne);
    const url = await parrot(server.url, answer);
    const { code, said } = await run(['apply', ...allowed], { environment: { TEAMCITY_URL: url } });
    expect(code).toBe(1);
    expect(said).toContain('Payments/hub: failed: ');
  });

  it('commands whose secrets are not there', async () => {
    const { run, vault, server } = await site();
    const failing = { FAIL: '3', HUB: '', VAULT_ADDR: `${vault.url}/elsewhere`, VAULT_NAMESPACE: 'none' };
    const { said } = await run(['apply', ...allowed], { environment: failing });
    expect(said.match(/error\[PB601\]/g)).toHaveLength(3);
    expect(said).toContain('ended with exit code 3');
    const sent = { VAULT_TOKEN: `${values.token}\n` };
    expect((await run(['apply', ...allowed], { environment: sent })).said).toContain(
      'holds characters that no token has',
    );
    const wrong = { TEAMCITY_TOKEN: `${values.token}-wrong` };
    expect((await run(['plan'], { environment: wrong })).said).toContain('error[PB402]');
    expect((await run(['plan', '--server', `http://u:${values.key}@127.0.0.1`])).said).toContain('error[PB401]');
    expect(server.receivedSecrets()).toEqual([]);
  });

  it('commands that end in a fault of ours', async () => {
    const { run, environment, folder } = await site();
    const ask = (): Promise<string> => Promise.reject(new Error(`cannot ask with ${JSON.stringify(values)}`));
    const { code, said } = await run(['apply', '--allow-command', process.execPath], { ask });
    expect([code, said]).toEqual([3, expect.stringContaining('error[PB901]: internal error')]);

    let isReached: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      isReached = resolve;
    });
    const silent = await answering(() => isReached());
    const thrower = "process.once('SIGTERM', () => { throw new Error('lost ' + process.env.TEAMCITY_TOKEN); })";
    const plan = running(['plan', '--server', silent], {
      folder,
      environment: { ...environment, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(thrower)}` },
    });
    await reached;
    plan.kill('SIGTERM');
    const { code: ended, out, err } = await plan.result;
    expectNoCanary('plan', out + err);
    expect([ended, err]).toEqual([3, expect.stringContaining('= lost (sensitive value)')]);
  });
});

const onlyOne = `
import { dockerRegistry, project, root, secret } from 'plugboard';
const hub = dockerRegistry({ name: 'Hub', password: secret.env('HUB') });
export default root({ stack: 'acme', projects: [project('Payments', { connections: { hub } })] });
`;

describe('a secret in plain text in the program is in nothing that is written by', () => {
  it.each([
    'check',
    'check --format json',
    'manifest -o m.json',
    'show',
    'plan -o p.json',
    'graph',
    'apply',
    'rotate _Root/hub',
  ])('%s', async (command) => {
    const text = `
import { dockerRegistry, root } from 'plugboard';
console.log('it is', 'canary-plain');
const hub = dockerRegistry({ name: 'Hub', password: 'canary-plain' as never });
export default root({ stack: 'acme', connections: { hub } });
`;
    const folder = temporaryFolder({ 'plugboard.ts': text });
    const environment = { TEAMCITY_URL: 'http://127.0.0.1:9', TEAMCITY_TOKEN: values.token };
    const { code, out, err } = await runCommand(command.split(' '), { workingDirectory: folder, environment });
    expect([code, out + err]).toEqual([1, expect.stringContaining('PB204')]);
    expectNoCanary(command, out + err);
    expect(readdirSync(folder)).toEqual(['plugboard.ts']);
  });
});
