/** What becomes of an apply that is disturbed: by a signal, a reader that goes away, a server that stops answering. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningServer, startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { restWriter } from '../../compiler/apply/rest-writer.ts';
import { restReader } from '../../compiler/live/rest-reader.ts';
import { runCommand } from '../cli/run-command.ts';
import { dataDirectory } from '../data-directory.ts';
import { faultProxy } from '../fault-proxy.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { main, type RunningProcess, running } from './plugboard.ts';

const program = `
import { dockerRegistry, root } from 'plugboard';
export default root({
  stack: 'acme',
  connections: {
    a: dockerRegistry({ name: 'A' }),
    b: dockerRegistry({ name: 'B' }),
    c: dockerRegistry({ name: 'C' }),
  },
});
`;

interface Site {
  readonly server: RunningServer;
  readonly folder: string;
  readonly environment: (url?: string) => Readonly<Record<string, string>>;
}

async function site(text = program): Promise<Site> {
  const server = await startServer({ dataDirectory: dataDirectory({ _Root: { features: [] } }) });
  onTestFinished(() => server.close());
  const folder = temporaryFolder({ 'plugboard.ts': text });
  const environment: Site['environment'] = (url = server.url) => ({
    TEAMCITY_URL: url,
    TEAMCITY_TOKEN: server.tokens.edit,
  });
  return { server, folder, environment };
}

const left = async ({ folder, environment }: Site): Promise<string> =>
  (await runCommand(['plan'], { workingDirectory: folder, environment: environment() })).out
    .trimEnd()
    .split('\n')
    .at(-1) ?? '';

describe('apply that is told to stop', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s finishes and records what is under way, and begins nothing',
    async (signal) => {
      const here = await site();
      let apply: RunningProcess | undefined;
      let writes = 0;
      const before = async ({ method }: { readonly method: string }): Promise<undefined> => {
        if (method === 'GET' || apply === undefined) return;
        writes += 1;
        // The first two take the lock.
        if (writes < 3) return;
        const asked = apply;
        apply = undefined;
        asked.kill(signal);
        await asked.says('Stopping');
      };
      const { url } = await faultProxy(here.server.url, { before });
      apply = running(['apply', '--auto-approve'], { folder: here.folder, environment: here.environment(url) });
      const { code, out, err } = await apply.result;
      expect(code).toBe(1);
      expect(out).toContain('Apply incomplete. Resources: 1 added, 0 changed, 0 destroyed; 0 failed, 2 not tried.');
      expect(err).toMatch(/_Root\/a: created \[id=\w+\]\n_Root\/b: not tried: stopped\n_Root\/c: not tried: stopped\n/);
      expect(err).toContain('error[PB606]: apply stopped');
      expect(await left(here)).toBe('Plan: 2 to add, 0 to change, 0 to destroy.');
    },
  );

  it('twice ends at once', async () => {
    const { server, folder, environment } = await site();
    let isReached: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      isReached = resolve;
    });
    const { url } = await faultProxy(server.url, {
      before: ({ method }) => {
        if (method === 'GET') return undefined;
        isReached();
        return new Promise<undefined>(() => undefined);
      },
    });
    const apply = running(['apply', '--auto-approve'], { folder, environment: environment(url) });
    await reached;
    apply.kill('SIGINT');
    await apply.says('Stopping');
    const again = setInterval(() => apply.kill('SIGINT'), 50);
    const { signal, out } = await apply.result;
    clearInterval(again);
    expect(signal).toBe('SIGINT');
    expect(out).not.toContain('Apply');
  });
});

describe('a reader that goes away', () => {
  async function unread(here: Site, argv: string): Promise<string> {
    const script = `{ "$NODE" "$MAIN" ${argv}; echo $? > code; } | true`;
    const env = { ...process.env, ...here.environment(), NODE: process.execPath, MAIN: main };
    const child = spawn('sh', ['-c', script], { cwd: here.folder, env, stdio: 'ignore' });
    await new Promise((resolve) => child.on('close', resolve));
    return readFileSync(join(here.folder, 'code'), 'utf8').trim();
  }

  it.each(['apply --auto-approve', 'apply --auto-approve 2>&1'])('from `%s` keeps it from nothing', async (argv) => {
    const here = await site();
    expect(await unread(here, argv)).toBe('0');
    expect(await left(here)).toBe('No changes. The server matches the declared connections.');
  });

  it('changes no exit code', async () => {
    const here = await site();
    expect(await unread(here, 'plan --detailed-exitcode')).toBe('2');
  });
});

describe('a server that fails', () => {
  it('after the last change cannot prove anything, and what was done is told first', async () => {
    const { server, folder, environment } = await site();
    let isUnlocked = false;
    const { url } = await faultProxy(server.url, {
      before: ({ method, path }) => {
        isUnlocked ||= method === 'DELETE';
        const isReadBack = isUnlocked && path.startsWith('/app/rest/projects?');
        return isReadBack ? { kind: 'answer', status: 503 } : undefined;
      },
    });
    const shell = { workingDirectory: folder, environment: environment(url) };
    const { code, out, err } = await runCommand(['apply', '--auto-approve'], shell);
    expect(code).toBe(1);
    expect(out).toMatch(/\nApply complete! Resources: 3 added, 0 changed, 0 destroyed\.\n$/);
    expect(err).toContain('error[PB607]: server cannot be read after apply');
    expect(err).toContain('(status 503)');
    expect(err).not.toContain('PB604');
  });
});

describe('a connection that somebody changes before anybody heard that it was made', () => {
  it('is not made a second time, and the next apply sets it right', async () => {
    const here = await site(program.replace("{ name: 'A' }", "{ name: 'A', url: 'https://a.example.com' }"));
    const { server, folder, environment } = here;
    const live = restReader({ url: server.url, token: server.tokens.edit });
    const namedA = async (): Promise<readonly string[]> =>
      ((await live.readFeatures('_Root')) ?? []).flatMap(({ id, properties }) =>
        properties['displayName'] === 'A' ? [id] : [],
      );
    let posts = 0;
    let isChanged = false;
    const { url } = await faultProxy(server.url, {
      before: async ({ method }) => {
        if (method === 'POST') posts += 1;
        // The first two make the lock and the ledger.
        if (method === 'POST' && posts === 3) return { kind: 'reset-after' };
        const [made] = posts === 3 && !isChanged ? await namedA() : [];
        if (made === undefined) return undefined;
        isChanged = true;
        const byHand = restWriter({ url: server.url, token: server.tokens.edit });
        await byHand.setProperty('_Root', made, 'repositoryUrl', 'https://by-hand.example.com');
        return undefined;
      },
    });
    const shell = { workingDirectory: folder, environment: environment(url) };
    const { code, err } = await runCommand(['apply', '--auto-approve'], shell);
    expect(code).toBe(1);
    expect(err).toContain('`PROJECT_EXT_3` has appeared in project `_Root` and differs from what was sent in');
    expect(await namedA()).toEqual(['PROJECT_EXT_3']);
    expect(await left(here)).toBe('Plan: 1 to import, 0 to add, 1 to change, 0 to destroy.');

    const again = await runCommand(['apply', '--auto-approve'], { ...shell, environment: environment() });
    expect(again.code).toBe(0);
    expect(await namedA()).toEqual(['PROJECT_EXT_3']);
  });
});

describe('the person who is asked', () => {
  it('takes so long that the server moves on, and nothing is written', async () => {
    const { server, folder, environment } = await site();
    const shell = { workingDirectory: folder, environment: environment() };
    const writes = (): number => server.requests.filter(({ method }) => method !== 'GET').length;
    let written: number | undefined;
    const ask = async (): Promise<string> => {
      expect((await runCommand(['apply', '--auto-approve'], shell)).code).toBe(0);
      written = writes();
      return 'yes';
    };
    const { code, out, err } = await runCommand(['apply'], { ...shell, ask });
    expect(code).toBe(1);
    expect(out).not.toContain('Apply');
    expect(err.match(/error\[PB603\]/g)).toHaveLength(3);
    expect(err).toContain('`_Root/a` is as wanted by now.');
    expect(writes()).toBe(written);
  });

  it('says yes in time', async () => {
    const { folder, environment } = await site();
    const shell = { workingDirectory: folder, environment: environment(), ask: async () => 'yes' };
    const { code, out } = await runCommand(['apply'], shell);
    expect(code).toBe(0);
    expect(out).toContain('Apply complete! Resources: 3 added, 0 changed, 0 destroyed.');
  });

  it.each([['no'], [undefined]])('answers %j, and nothing is written', async (answer) => {
    const { server, folder, environment } = await site();
    const shell = { workingDirectory: folder, environment: environment(), ask: async () => answer };
    const { code, err } = await runCommand(['apply'], shell);
    expect(code).toBe(1);
    expect(err).toContain('error[PB605]: apply not approved');
    expect(server.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});
