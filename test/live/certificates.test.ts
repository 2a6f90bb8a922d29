import { describe, expect, it } from 'vitest';
import { request } from '../../compiler/live/request.ts';
import { answering } from '../answering.ts';
import { testCertificate } from '../certificate.ts';
import { encrypted } from '../encrypted.ts';
import { failureOf } from '../failure-of.ts';
import { swiftPace } from '../swift-pace.ts';

const token = 'the-token-of-this-test';
const failureAt = (url: string): ReturnType<typeof failureOf> =>
  failureOf(() => request({ url, token, pace: swiftPace() }, { method: 'GET', path: '/server' }));

/** The address of a server with that certificate; what it hears is counted. */
async function server(certificate: ReturnType<typeof testCertificate>): Promise<{ url: string; heard: () => number }> {
  let heard = 0;
  const plain = await answering((_, response) => {
    heard += 1;
    response.end('{}');
  });
  const { url } = await encrypted(plain, certificate);
  return { url, heard: () => heard };
}

describe('a certificate that is not trusted', () => {
  it('is named with the reason and what helps, and nothing is sent', async () => {
    const { url, heard } = await server(testCertificate());
    expect(await failureAt(url)).toMatchObject([
      {
        code: 'PB413',
        message: `The certificate of ${url} is not trusted: the server has signed it itself.`,
        notes: ['Plugboard never switches the check off by itself.'],
        hint: 'If you trust it, give it to Node in a file: `NODE_EXTRA_CA_CERTS=/path/server.pem`.',
      },
    ]);
    expect(heard()).toBe(0);
  });
});

describe('https', () => {
  it('at a server that speaks http says so', async () => {
    const plain = await answering((_, response) => void response.end('{}'));
    expect(await failureAt(plain.replace('http:', 'https:'))).toMatchObject([
      { code: 'PB401', message: `${plain.replace('http:', 'https:')} cannot be reached: it does not answer with TLS.` },
    ]);
  });
});
