/**
 * The command line on its way to a server: certificates, proxies, context paths, interruptions. Node reads what it is
 * told about certificates when a process starts; where that is no matter, commands run in the process of the tests.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningServer, type ServerOptions, startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { testCertificate } from '../certificate.ts';
import { runCommand } from '../cli/run-command.ts';
import { dataDirectory } from '../data-directory.ts';
import { encrypted } from '../encrypted.ts';
import { faultProxy } from '../fault-proxy.ts';
import { forwardProxy } from '../forward-proxy.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type ProcessResult, plugboard } from './plugboard.ts';

const program = `
import { dockerRegistry, root } from 'plugboard';
export default root({ stack: 'acme', connections: { a: dockerRegistry({ name: 'A' }), b: dockerRegistry({ name: 'B' }) } });
`;

type Run = (
  argv: readonly string[],
  url: string,
  environment?: Readonly<Record<string, string>>,
) => Promise<ProcessResult>;

interface Site {
  readonly server: RunningServer;
  readonly folder: string;
  readonly run: Run;
  readonly runAsProcess: Run;
}

async function site(options: ServerOptions = {}): Promise<Site> {
  const data = dataDirectory({ _Root: { features: [] }, Payments: { features: [] }, Platform: { features: [] } });
  const server = await startServer({ dataDirectory: data, ...options });
  onTestFinished(() => server.close());
  const folder = temporaryFolder({ 'plugboard.ts': program });
  const variables = (url: string): Readonly<Record<string, string>> => ({
    TEAMCITY_URL: url,
    TEAMCITY_TOKEN: server.tokens.edit,
  });
  return {
    server,
    folder,
    run: (argv, url, environment) =>
      runCommand(argv, { workingDirectory: folder, environment: { ...variables(url), ...environment } }),
    runAsProcess: (argv, url, environment) =>
      plugboard(argv, { folder, environment: { ...variables(url), ...environment } }),
  };
}

const planned = 'Plan: 2 to add, 0 to change, 0 to destroy.';
const applied = 'Apply complete! Resources: 2 added, 0 changed, 0 destroyed.';

describe('a server with a certificate of its own', () => {
  it('is trusted once the certificate is named, and not before', async () => {
    const { server, folder, runAsProcess } = await site();
    const { url, certificate } = await encrypted(server.url);
    const refused = await runAsProcess(['plan'], url);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toBe(
      [
        'error[PB413]: server certificate is not trusted',
        `   = The certificate of ${url} is not trusted: the server has signed it itself.`,
        '   = Plugboard never switches the check off by itself.',
        '   = hint: If you trust it, give it to Node in a file: `NODE_EXTRA_CA_CERTS=/path/server.pem`.',
        '',
        '1 error.',
        '',
      ].join('\n'),
    );
    expect(server.requests).toEqual([]);

    writeFileSync(join(folder, 'ca.pem'), certificate.cert);
    const trusted = await runAsProcess(['plan'], url, { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') });
    expect(trusted).toMatchObject({ code: 0, err: '' });
    expect(trusted.out).toContain(planned);
  });

  it.each([
    ['it has expired', { days: -1 }],
    ['it is made for ci.example.com', { names: ['ci.example.com'] }],
  ])('is not trusted where %s', async (reason, options) => {
    const { server, folder, runAsProcess } = await site();
    const { url, certificate } = await encrypted(server.url, testCertificate(options));
    writeFileSync(join(folder, 'ca.pem'), certificate.cert);
    const { code, err } = await runAsProcess(['plan'], url, { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') });
    expect(code).toBe(1);
    expect(err).toContain(`The certificate of ${url} is not trusted: ${reason}.`);
  });

  it('is not asked for it where the user has switched that off, and is told what that means', async () => {
    const { server, runAsProcess } = await site();
    const { url } = await encrypted(server.url);
    const { code, out, err } = await runAsProcess(['plan'], url, { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    expect(code).toBe(0);
    expect(out).toContain(planned);
    expect(err.match(/warning\[PB414\]: certificates are not checked/g)).toHaveLength(1);
    const plain = await runAsProcess(['plan'], server.url, { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    expect(plain).toMatchObject({ code: 0, err: '' });
  });
});

describe('a proxy on the way', () => {
  it('makes tunnels for https, and each is used for many requests', async () => {
    const { server, folder, runAsProcess } = await site();
    const { url, certificate } = await encrypted(server.url);
    writeFileSync(join(folder, 'ca.pem'), certificate.cert);
    const { host, asked } = await forwardProxy();
    const environment = {
      HTTPS_PROXY: `http://user:canary-pw@${host}`,
      NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
    };
    const { code, out, err } = await runAsProcess(['apply', '--auto-approve'], url, environment);
    expect(code).toBe(0);
    expect(out).toContain(applied);
    expect(out + err).not.toContain('canary-pw');
    expect(new Set(asked)).toEqual(new Set([`CONNECT ${new URL(url).host} user:canary-pw`]));
    expect(asked.length).toBeLessThan(server.requests.length / 2);
  });

  it('passes plain http on, unless it is told to leave the server alone', async () => {
    const { server, run } = await site();
    const { host, asked } = await forwardProxy();
    expect((await run(['plan'], server.url, { http_proxy: host })).out).toContain(planned);
    expect(asked).toEqual([`GET ${server.url}/app/rest/projects`]);
    expect((await run(['plan'], server.url, { http_proxy: host, NO_PROXY: '127.0.0.1' })).out).toContain(planned);
    expect(asked).toHaveLength(1);
  });

  it('wants a password, and is named without one', async () => {
    const { run } = await site();
    const { host } = await forwardProxy(() => 407);
    const proxy = `http://user:canary-pw@${host}`;
    const { code, err } = await run(['plan'], 'https://ci.example.com', { HTTPS_PROXY: proxy });
    expect(code).toBe(1);
    expect(err).toContain('error[PB416]: proxy makes no connection');
    expect(err).toContain(`The proxy ${host} does not accept the user name and the password in its address`);
    expect(err).not.toContain('canary-pw');
  });
});

describe('a server below a context path', () => {
  it('is read page by page, written to and read back', async () => {
    const { server, run } = await site({ contextPath: '/teamcity', pageSize: 1 });
    expect(server.url).toMatch(/\/teamcity$/);
    const { code, out } = await run(['apply', '--auto-approve'], `${server.url}/`);
    expect(code).toBe(0);
    expect(out).toContain(applied);
    expect(out).toContain('Read back: the server is as declared.');
    expect(server.requests.filter(({ path }) => !path.startsWith('/teamcity/app/rest/'))).toEqual([]);
  });

  it('that is left out is not found there', async () => {
    const { server, run } = await site({ contextPath: '/teamcity' });
    const { code, err } = await run(['plan'], new URL(server.url).origin);
    expect(code).toBe(1);
    expect(err).toContain('does not answer as a TeamCity server does.');
    expect(err).toContain('hint: Check the address: with the context path, such as `https://example.com/teamcity`');
  });
});

describe('a line that breaks', () => {
  it('is told of, and the read is tried again', async () => {
    const { server, run } = await site();
    const { url } = await faultProxy(server.url, {
      schedule: [{ fault: { kind: 'cut' } }, { on: { number: 2 }, fault: { kind: 'answer', status: 503 } }],
    });
    const { code, out, err } = await run(['plan'], url);
    expect(code).toBe(0);
    expect(out).toContain(planned);
    expect(err.replace(/again in [\d.]+ s/g, 'again in TIME')).toBe(
      [
        `The answer of ${url} to \`GET /app/rest/projects\` broke off: aborted. Trying again in TIME (2 of 4).`,
        `${url} failed at \`GET /app/rest/projects\` (status 503). Trying again in TIME (3 of 4).`,
        '',
      ].join('\n'),
    );
  });
});

describe('a server that never answers', () => {
  it('keeps nobody waiting whose program is wrong', async () => {
    const { server, folder, run } = await site();
    const { url } = await faultProxy(server.url, { before: () => new Promise<undefined>(() => undefined) });
    // The server is being asked by the time that the error is found.
    writeFileSync(join(folder, 'plugboard.ts'), `${program.replace("name: 'A'", 'name: 1')}`);
    const { code, err } = await run(['plan'], url);
    expect(code).toBe(1);
    expect(err).toContain('error[');
    expect(err).not.toContain(url);
  });
});

describe('--debug', () => {
  it.each([
    ['the option', ['--debug'], {}],
    ['the variable', [], { PLUGBOARD_DEBUG: '1' }],
  ])('as %s tells of every request, and of no value, token or body', async (_, argv, environment) => {
    const { server, run } = await site();
    const { code, err } = await run(['plan', ...argv], server.url, environment);
    expect(code).toBe(0);
    expect(err).toMatch(/^debug: GET \/app\/rest\/projects\?locator&fields: 200, \d+ bytes, \d+ ms\n$/);
    expect(err).not.toContain(server.tokens.edit);
  });

  it('tells of requests that came to nothing', async () => {
    const { server, run } = await site();
    const { url } = await faultProxy(server.url, { schedule: [{ fault: { kind: 'refuse' } }] });
    const { err } = await run(['plan', '--debug'], url);
    expect(err).toMatch(/^debug: GET \/app\/rest\/projects\?locator&fields: no answer, \d+ ms\n/);
  });
});
