import { describe, expect, it } from 'vitest';
import { errorReason, mayPass } from '../../compiler/live/error-reason.ts';

const withCode = (code: string, message = ''): Error => Object.assign(new Error(message), { code });
const refused = (address: string): Error => withCode('ECONNREFUSED', `connect ECONNREFUSED ${address}`);

describe('why a connection failed', () => {
  it.each<[unknown, reason: string, mayPass: boolean]>([
    [refused('127.0.0.1:80'), 'connect ECONNREFUSED 127.0.0.1:80', true],
    [withCode('ETIMEDOUT'), 'ETIMEDOUT', true],
    [withCode('EAI_AGAIN', 'getaddrinfo EAI_AGAIN ci'), 'getaddrinfo EAI_AGAIN ci', true],
    [withCode('ENOTFOUND', 'getaddrinfo ENOTFOUND ci'), 'getaddrinfo ENOTFOUND ci', false],
    [withCode('EPROTO', 'write EPROTO 80:error:0A00010B:SSL routines'), 'it does not answer with TLS', false],
    [withCode('HPE_INVALID_CONSTANT', 'Parse Error'), 'it does not answer with HTTP', false],
    [new Error('no'), 'no', false],
    ['no', 'unknown reason', false],
  ])('%s: %s, which may pass: %s', (error, reason, passes) => {
    expect(errorReason(error)).toBe(reason);
    expect(mayPass(error)).toBe(passes);
  });

  it('names every address that was tried, each once', () => {
    const error = new AggregateError([refused('::1:80'), refused('127.0.0.1:80'), refused('::1:80')]);
    expect(errorReason(error)).toBe('connect ECONNREFUSED ::1:80, connect ECONNREFUSED 127.0.0.1:80');
    expect(mayPass(error)).toBe(true);
  });
});
