/** Each kind of bad input gets one clear message and its exit code, no stack trace, nothing written, no secret. */
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answering } from '../answering.ts';
import { type CommandResult, runCommand } from '../cli/run-command.ts';
import { faultProxy } from '../fault-proxy.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const token = 'canary-token-51c0';
const program = `
import { dockerRegistry, root } from 'plugboard';
export default root({ stack: 'acme', connections: { hub: dockerRegistry({ name: 'Hub' }) } });
`;

async function plan(options: {
  readonly url?: string;
  readonly token?: string;
  readonly argv?: readonly string[];
}): Promise<CommandResult> {
  const workingDirectory = temporaryFolder({ 'plugboard.ts': program });
  const environment = { TEAMCITY_URL: options.url, TEAMCITY_TOKEN: options.token ?? token };
  return runCommand(['plan', ...(options.argv ?? [])], { workingDirectory, environment });
}

function expectRefusal({ code, out, err }: CommandResult, expected: string): void {
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(err).toContain(expected);
  expect(err).toMatch(/\n1 error\.\n$/);
  expect(err).not.toMatch(/^\s+at .*:\d+:\d+/m);
  expect(err).not.toContain(token);
}

describe('a server', () => {
  it('that cannot be reached', async () => {
    const server = await startServer();
    await server.close();
    expectRefusal(await plan({ url: server.url }), 'error[PB401]: server cannot be reached');
  });

  it('that does not accept the token', async () => {
    const server = await startServer();
    onTestFinished(() => server.close());
    expectRefusal(await plan({ url: server.url }), 'error[PB402]: access token not accepted');
    expect(server.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  it('in maintenance, which answers HTML', async () => {
    const url = await answering((_, response) =>
      response.writeHead(503, { 'content-type': 'text/html' }).end('<html>TeamCity is starting</html>'),
    );
    expectRefusal(await plan({ url }), 'error[PB405]: not an answer of the TeamCity REST API');
  });

  it('behind a proxy that cannot reach it', async () => {
    const url = await answering((_, response) =>
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html><h1>502 Bad Gateway</h1><hr>nginx</html>'),
    );
    const result = await plan({ url });
    expectRefusal(result, 'error[PB405]: not an answer of the TeamCity REST API');
    expect(result.err).toContain('What stands before the server says so when it cannot reach it.');
    expect(result.err).toContain('It was tried 4 times.');
  });

  it('behind a login page', async () => {
    const url = await answering((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html;charset=utf-8' }).end('<!DOCTYPE html><form>Log in</form>'),
    );
    expectRefusal(await plan({ url }), 'A login page in between looks like this.');
  });

  it('of another product', async () => {
    const url = await answering((_, response) => response.writeHead(404).end('{"message":"404 Not Found"}'));
    expectRefusal(await plan({ url }), `${url} does not answer as a TeamCity server does.`);
  });

  it('that is too old', async () => {
    const url = await answering((request, response) =>
      request.url?.startsWith('/app/rest/server?')
        ? response.end('{"version":"2019.1.5 (build 66605)"}')
        : response.writeHead(400).end('Details: jetbrains.BadRequest: unknown dimension'),
    );
    expectRefusal(await plan({ url }), 'error[PB417]: server is too old');
  });

  it('that takes the token back between two pages', async () => {
    const server = await startServer({ pageSize: 5 });
    onTestFinished(() => server.close());
    const { url } = await faultProxy(server.url, {
      schedule: [{ on: { number: 2 }, fault: { kind: 'answer', status: 401 } }],
    });
    const result = await plan({ url, token: server.tokens.read });
    expectRefusal(result, 'error[PB402]: access token not accepted');
    expect(result.err).toContain('It had answered for 5 projects before. What was read is not used.');
  });

  it('that answers a hundred megabytes of anything', async () => {
    const chunk = Buffer.alloc(1024 * 1024, '[');
    const url = await answering((_, response) => {
      Readable.from(Array<Buffer>(100).fill(chunk)).pipe(response);
    });
    expectRefusal(await plan({ url }), 'error[PB415]: answer is too large');
  });

  it('whose answer is cut off in the middle', async () => {
    const url = await answering((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{"project":[');
      setTimeout(() => response.destroy(), 20);
    });
    expectRefusal(await plan({ url }), 'error[PB406]: answer cannot be read');
  });

  it('that repeats the token in its refusal', async () => {
    const url = await answering((request, response) =>
      response.writeHead(400).end(`Details: Bad.Request: you sent ${request.headers.authorization}`),
    );
    expectRefusal(await plan({ url }), 'The server said: you sent Bearer (access token)');
  });

  it('whose address is none, or holds a password', async () => {
    expectRefusal(await plan({ url: 'teamcity' }), 'The server’s address is not a URL.');
    const { err } = await plan({ url: 'https://user:canary-pw@example.com' });
    expect(err).toContain('The address of example.com holds a user name or a password.');
    expect(err).not.toContain('canary-pw');
  });
});

describe('a data directory', () => {
  it('that does not exist', async () => {
    expectRefusal(await plan({ argv: ['--data-dir', '/nonexistent'] }), 'error[PB408]: data directory not found');
  });

  it('with a project file that is not XML', async () => {
    const folder = temporaryFolder({ 'config/projects/_Root/project-config.xml': '{"this": "is not XML"}' });
    const result = await plan({ argv: ['--data-dir', folder] });
    expectRefusal(result, 'error[PB409]: project file cannot be read');
    expect(result.err).toContain(`\`${join('config/projects/_Root/project-config.xml')}\``);
  });
});

describe('a program', () => {
  it('that is wrong is the only thing spoken of, whatever is wrong with the server', async () => {
    const workingDirectory = temporaryFolder({ 'plugboard.ts': "throw new Error('no luck');" });
    const environment = { TEAMCITY_URL: 'http://127.0.0.1:9', TEAMCITY_TOKEN: token };
    expectRefusal(
      await runCommand(['plan'], { workingDirectory, environment }),
      'error[PB104]: program threw an error',
    );
  });
});

describe('a plan file', () => {
  it('that cannot be written', async () => {
    const server = await startServer();
    onTestFinished(() => server.close());
    const argv = ['-o', 'no/such/folder/plan.json', '--stack', 'plugboard.ts'];
    const { code, err } = await plan({ url: server.url, token: server.tokens.read, argv });
    expect(code).toBe(1);
    expect(err).toContain('error[PB112]: file cannot be written');
  });
});
