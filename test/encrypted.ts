import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import { type TestCertificate, testCertificate } from './certificate.ts';

export interface Encrypted {
  readonly url: string;
  readonly certificate: TestCertificate;
}

/** The same server over TLS, with a certificate that nobody knows. It ends with the test. */
export async function encrypted(target: string, certificate: TestCertificate = testCertificate()): Promise<Encrypted> {
  const { hostname, port, pathname } = new URL(target);
  const sockets = new Set<Socket | TLSSocket>();
  const server = createServer(certificate, (near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  // A client that does not trust the certificate goes away.
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const own = (server.address() as AddressInfo).port;
  return { url: `https://127.0.0.1:${own}${pathname.replace(/\/$/, '')}`, certificate };
}
