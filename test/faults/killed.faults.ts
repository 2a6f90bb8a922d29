/**
 * The process that applies is killed after every single write of a plan of forty changes. Whatever it leaves behind, a
 * plan and an apply later the server is as if nobody had disturbed them: the same connections, none twice, nothing left
 * over, ids kept, and nothing touched that the stack does not own.
 */
import { cpSync } from 'node:fs';
import pLimit from 'p-limit';
import { startServer } from 'plugboard/sandbox';
import { describe, expect, it } from 'vitest';
import { startFaultProxy } from '../../fixtures/faults/proxy.ts';
import { type CommandResult, runCommand } from '../cli/run-command.ts';
import { dataDirectory, type FeatureOnDisk } from '../data-directory.ts';
import { type RunningProcess, running } from '../e2e/plugboard.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { featuresOf, serverContent } from './server-content.ts';

const before = `
import { awsConnection, awsDefault, dockerRegistry, iamRole, npmRegistry, project, root, secret } from 'plugboard';
const registry = (name: string, url = 'https://registry.example.com') =>
  dockerRegistry({ name, url, userName: 'ci', password: secret.env('PASSWORD') });
const many = (prefix: string, count: number, url?: string) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [prefix + index, registry(prefix + index, url)]));
`;

const first = `${before}
export default root({
  stack: 'acme',
  connections: { ...many('root', 3), aws: awsConnection({ name: 'AWS', credentialsType: awsDefault() }) },
  projects: [
    project('Payments', { connections: { ...many('update', 8), ...many('gone', 6), ...many('old', 4) } }),
    project('Storefront', { connections: { ...many('replaced', 2), ...many('kept', 3) } }),
  ],
});
`;

const second = `${before}
const aws = awsConnection({ name: 'AWS', credentialsType: awsDefault() });
const renamed = Object.fromEntries(
  Object.entries(many('old', 4)).map(([key, { properties, ...one }], index) => [
    'new' + index,
    dockerRegistry({ ...(properties as Parameters<typeof dockerRegistry>[0]), formerly: key }),
  ]),
);
export default root({
  stack: 'acme',
  connections: { ...many('root', 3, 'https://root.example.com'), aws },
  projects: [
    project('Payments', {
      connections: {
        ...many('update', 8, 'https://new.example.com'),
        ...renamed,
        adopted0: dockerRegistry({ name: 'Adopted 0', url: 'https://adopted.example.com', adopt: 'PROJECT_EXT_100' }),
        adopted1: dockerRegistry({ name: 'Adopted 1', url: 'https://adopted.example.com', adopt: 'PROJECT_EXT_101' }),
      },
      projects: [
        project('Payments_New', {
          connections: {
            ...many('fresh', 6),
            role: awsConnection({ name: 'Role', credentialsType: iamRole({ awsConnection: aws, roleArn: 'arn:aws:iam::123456789012:role/ci' }) }),
          },
        }),
      ],
    }),
    project('Storefront', {
      connections: {
        replaced0: npmRegistry({ name: 'npm 0', url: 'https://npm.example.com' }),
        replaced1: npmRegistry({ name: 'npm 1', url: 'https://npm.example.com', token: secret.env('PASSWORD') }),
        ...many('kept', 3),
      },
      projects: [project('Storefront_New', { connections: many('late', 6) })],
    }),
  ],
});
`;

const unowned: readonly FeatureOnDisk[] = [
  { id: 'PROJECT_EXT_100', provider: 'Docker', displayName: 'By hand 0', repositoryUrl: 'https://a.example.com' },
  { id: 'PROJECT_EXT_101', provider: 'Docker', displayName: 'By hand 1', 'secure:userPass': 'credentialsJSON:hand' },
  { id: 'PROJECT_EXT_102', provider: 'Docker', displayName: 'update0', repositoryUrl: 'https://not-ours.example.com' },
  { id: 'PROJECT_EXT_103', type: 'IssueTracker', name: 'tracker' },
];

const projects = ['_Root', 'Payments', 'Storefront', 'Payments_New', 'Storefront_New'];

interface Site {
  readonly data: string;
  readonly url: string;
  readonly token: string;
  readonly run: (argv: readonly string[]) => Promise<CommandResult>;
  readonly environment: Readonly<Record<string, string>>;
}

async function serving<T>(data: string, folder: string, use: (site: Site) => Promise<T>): Promise<T> {
  const server = await startServer({ dataDirectory: data });
  const environment = { TEAMCITY_URL: server.url, TEAMCITY_TOKEN: server.tokens.edit, PASSWORD: 'canary-1' };
  const run: Site['run'] = (argv) => runCommand(argv, { workingDirectory: folder, environment });
  try {
    return await use({ data, url: server.url, token: server.tokens.edit, run, environment });
  } finally {
    await server.close();
  }
}

const withoutLocks = (content: ReturnType<typeof serverContent>): typeof content =>
  Object.fromEntries(
    Object.entries(content).map(([project, { others, ...rest }]) => [
      project,
      { ...rest, others: others.filter((one) => !one.startsWith('plugboard-lock ')) },
    ]),
  );

function copyOf(data: string): string {
  const copy = temporaryFolder();
  cpSync(data, copy, { recursive: true });
  return copy;
}

describe('an apply that is killed after any of its writes', () => {
  it('is brought to the same end by the next one', async () => {
    const base = dataDirectory({
      _Root: { features: [] },
      Payments: { features: unowned.filter(({ displayName }) => displayName !== 'update0') },
      Storefront: { features: unowned.filter(({ displayName }) => displayName === 'update0') },
    });
    await serving(base, temporaryFolder({ 'plugboard.ts': first }), async ({ run }) => {
      expect(await run(['apply', '--auto-approve'])).toMatchObject({ code: 0 });
    });
    const known = new Set(projects.slice(0, 3).flatMap((project) => featuresOf(base, project).map(({ id }) => id)));
    const folder = temporaryFolder({ 'plugboard.ts': second });
    const argv = ['apply', '--auto-approve', '--allow-replace'];

    const undisturbed = await serving(copyOf(base), folder, async ({ data, url, run, environment }) => {
      const proxy = await startFaultProxy(url);
      const plan = await run(['plan', '--allow-replace', '--format', 'json']);
      expect(JSON.parse(plan.out).resource_changes).toHaveLength(40);
      const { code } = await running(argv, { folder, environment: { ...environment, TEAMCITY_URL: proxy.url } }).result;
      expect(code).toBe(0);
      await proxy.close();
      const writes = proxy.requests.filter(({ method }) => method !== 'GET').length;
      return { writes, content: serverContent(data, projects, known) };
    });

    const killedAfter = (last: number): Promise<ReturnType<typeof serverContent>> =>
      serving(copyOf(base), folder, async ({ data, url, run, environment }) => {
        let writes = 0;
        let apply: RunningProcess | undefined;
        const proxy = await startFaultProxy(url, {
          after: ({ method }) => {
            if (method === 'GET') return;
            writes += 1;
            if (writes === last) apply?.kill('SIGKILL');
          },
        });
        apply = running(argv, { folder, environment: { ...environment, TEAMCITY_URL: proxy.url } });
        const { signal, out, err } = await apply.result;
        expect(signal, `write ${last} was never made:\n${out}${err}`).toBe('SIGKILL');
        await proxy.close();
        const again = await run(argv);
        expect({ last, ...again }).toMatchObject({ last, code: 0 });
        // The last write of all releases the lock: then nothing was left to do.
        expect(again.out).toMatch(/Read back: the server is as declared\.|No changes\./);
        const content = serverContent(data, projects, known);
        // Who has nothing to do takes no lock, and leaves the dead one's to who has.
        return again.out.includes('No changes.') ? withoutLocks(content) : content;
      });
    const atOnce = pLimit(2);
    await Promise.all(
      Array.from({ length: undisturbed.writes }, (_, index) =>
        atOnce(async () => {
          const content = await killedAfter(index + 1);
          expect(content, `killed after write ${index + 1}`).toEqual(undisturbed.content);
        }),
      ),
    );
    console.log(`killed after each of ${undisturbed.writes} writes of 40 changes`);
  });
});
