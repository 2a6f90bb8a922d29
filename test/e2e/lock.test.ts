/** Two who apply one stack at the same time, and a lock that was left behind. */
import { hostname } from 'node:os';
import { type RunningServer, startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { restWriter } from '../../compiler/apply/rest-writer.ts';
import { lockType, readLocks } from '../../compiler/live/rest-locks.ts';
import { runCommand } from '../cli/run-command.ts';
import { dataDirectory } from '../data-directory.ts';
import { faultProxy } from '../fault-proxy.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type RunningProcess, running } from './plugboard.ts';

const program = `
import { dockerRegistry, root } from 'plugboard';
export default root({ stack: 'acme', connections: { a: dockerRegistry({ name: 'A' }), b: dockerRegistry({ name: 'B' }) } });
`;

interface Site {
  readonly server: RunningServer;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

async function site(): Promise<Site> {
  const server = await startServer({ dataDirectory: dataDirectory({ _Root: { features: [] } }) });
  onTestFinished(() => server.close());
  const environment = { TEAMCITY_URL: server.url, TEAMCITY_TOKEN: server.tokens.edit };
  return { server, folder: temporaryFolder({ 'plugboard.ts': program }), environment };
}

/** Starts an apply and stops it in its first change, until it is let go. */
async function held({
  server,
  folder,
  environment,
}: Site): Promise<{ readonly apply: RunningProcess; readonly letGo: () => void }> {
  let letGo = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let isReached = (): void => undefined;
  const reached = new Promise<void>((resolve) => {
    isReached = resolve;
  });
  let writes = 0;
  const proxy = await faultProxy(server.url, {
    before: async ({ method }) => {
      if (method === 'GET') return undefined;
      writes += 1;
      // The first two take the lock.
      if (writes !== 3) return undefined;
      isReached();
      await gate;
      return undefined;
    },
  });
  const apply = running(['apply', '--auto-approve'], {
    folder,
    environment: { ...environment, TEAMCITY_URL: proxy.url, USER: 'anna' },
  });
  await reached;
  return { apply, letGo };
}

describe('a second apply of a stack', () => {
  it('says who is at it and since when, and writes nothing', async () => {
    const here = await site();
    const { apply, letGo } = await held(here);
    const before = here.server.requests.length;
    const { code, err } = await runCommand(['apply', '--auto-approve'], {
      workingDirectory: here.folder,
      environment: here.environment,
    });
    expect(code).toBe(1);
    expect(err).toMatch(/error\[PB615\]: stack is being applied\n/);
    expect(err).toContain(`Stack \`acme\` is being applied by anna@${hostname()}, for `);
    expect(here.server.requests.slice(before).filter(({ method }) => method !== 'GET')).toEqual([]);
    letGo();
    expect(await apply.result).toMatchObject({ code: 0 });
  });

  it('waits where it may, and finds nothing left to do', async () => {
    const here = await site();
    const { apply, letGo } = await held(here);
    const second = running(['apply', '--auto-approve', '--lock-timeout', '60'], {
      folder: here.folder,
      environment: here.environment,
    });
    await second.says('Waiting for anna@');
    letGo();
    expect(await apply.result).toMatchObject({ code: 0 });
    const { code, out } = await second.result;
    expect(code).toBe(0);
    expect(out).toContain('No changes are left: somebody else has made them meanwhile.\n');
    expect(await readLocks({ url: here.server.url, token: here.server.tokens.edit })).toEqual([]);
  });
});

describe('a lock that was left behind', () => {
  const leftBehind = async ({ server }: Site, more: Readonly<Record<string, string>>): Promise<void> => {
    await restWriter({ url: server.url, token: server.tokens.edit }).createFeature({
      project: '_Root',
      type: lockType,
      properties: {
        run: 'r',
        owner: 'bert@build-7',
        since: '2026-01-01T00:00:00.000Z',
        machine: 'm',
        process: '1',
        held: 'true',
        ...more,
      },
      before: [],
      identity: [],
    });
  };

  it('is broken by `plugboard unlock`, once somebody says yes', async () => {
    const here = await site();
    await leftBehind(here, { stack: 'acme' });
    await leftBehind(here, { stack: 'other' });
    const shell = { workingDirectory: here.folder, environment: here.environment };
    expect((await runCommand(['apply', '--auto-approve'], shell)).err).toContain('`plugboard unlock` breaks the lock');
    const refused = await runCommand(['unlock'], { ...shell, ask: async () => 'no' });
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.out).toMatch(
      /^bert@build-7 has been applying stack "acme" for \d+ days \(feature \w+ of project _Root\)\.\n$/,
    );
    expect((await runCommand(['unlock'], { ...shell, ask: async () => 'yes' })).out).toContain('The lock is broken.');
    const left = await readLocks({ url: here.server.url, token: here.server.tokens.edit });
    expect(left.map(({ stack }) => stack)).toEqual(['other']);
    expect((await runCommand(['unlock'], shell)).out).toBe('Nobody is applying stack "acme": there is no lock.\n');
    expect((await runCommand(['apply', '--auto-approve'], shell)).code).toBe(0);
  });
});
