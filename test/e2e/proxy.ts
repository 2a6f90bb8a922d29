import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/**
 * Stands in front of a server. `before` is told of every request and may let it wait; what it gives is answered instead
 * of what the server says: a status.
 */
export async function proxy(
  target: string,
  before: (method: string, path: string) => Promise<number | undefined>,
): Promise<string> {
  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    const body = await text(request);
    const status = await before(method, url);
    if (status !== undefined) {
      response.writeHead(status, { 'content-type': 'text/plain' }).end('Try again later.');
      return;
    }
    const answer = await fetch(`${target}${url}`, {
      method,
      headers: {
        accept: headers.accept ?? '*/*',
        authorization: headers.authorization ?? '',
        'content-type': headers['content-type'] ?? 'text/plain',
      },
      ...(body === '' ? {} : { body }),
    });
    const type = answer.headers.get('content-type') ?? 'text/plain';
    response.writeHead(answer.status, { 'content-type': type }).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function text(request: IncomingMessage): Promise<string> {
  let all = '';
  for await (const chunk of request) all += chunk;
  return all;
}
