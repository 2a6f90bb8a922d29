import { createServer, request as send } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface ForwardProxy {
  /** `host:port`. */
  readonly host: string;
  /** What it was asked for, with the credentials that came along: `CONNECT 127.0.0.1:80`, `GET http://127.0.0.1/... user:pw`. */
  readonly asked: readonly string[];
}

/**
 * A proxy as companies have them: it connects (CONNECT), and passes plain HTTP on. `refuse` gives the status that it
 * answers with instead. It ends with the test.
 */
export async function forwardProxy(refuse: () => number | undefined = () => undefined): Promise<ForwardProxy> {
  const asked: string[] = [];
  const note = (method = '', target = '', authorization = ''): void => {
    const plain = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString();
    asked.push([method, target, ...(plain === '' ? [] : [plain])].join(' '));
  };
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const { method, url = '', headers } = request;
    const { 'proxy-authorization': authorization, ...others } = headers;
    note(method, url.split('?')[0], authorization);
    const status = refuse();
    if (status !== undefined) return void response.writeHead(status, { 'content-type': 'text/html' }).end('<html>no');
    const passed = send(url, { method, headers: others }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(passed);
  });
  server.on('connect', (request, near: Socket) => {
    note('CONNECT', request.url, request.headers['proxy-authorization']);
    const status = refuse();
    if (status !== undefined) return void near.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const [host, port] = (request.url ?? '').split(':');
    const far = connect(Number(port), host, () => near.write('HTTP/1.1 200 Connection established\r\n\r\n'));
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    server.close();
  });
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
