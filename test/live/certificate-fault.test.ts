import { describe, expect, it } from 'vitest';
import { certificateFault } from '../../compiler/live/certificate-fault.ts';

const withCode = (code: string, more: object = {}): Error => Object.assign(new Error('no'), { code, ...more });

describe('why a certificate is not trusted', () => {
  it.each([
    ['SELF_SIGNED_CERT_IN_CHAIN', 'this machine does not know the authority that issued it', 'NODE_EXTRA_CA_CERTS='],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'this machine does not know the authority that issued it', 'ca.pem'],
    ['CERT_HAS_EXPIRED', 'it has expired', 'clock'],
    ['CERT_NOT_YET_VALID', 'it is not valid yet', 'clock'],
    ['CERT_REVOKED', 'it was revoked', 'replaced'],
  ])('%s: %s', (code, reason, hint) => {
    expect(certificateFault(withCode(code))).toEqual({ reason, hint: expect.stringContaining(hint) });
  });

  it('names whom it is made for, where that is somebody else', () => {
    const cert = { subjectaltname: 'DNS:a.example.com, DNS:*.b.example.com, IP Address:10.0.0.1' };
    expect(certificateFault(withCode('ERR_TLS_CERT_ALTNAME_INVALID', { cert }))).toMatchObject({
      reason: 'it is made for a.example.com, *.b.example.com, 10.0.0.1',
    });
    expect(certificateFault(withCode('ERR_TLS_CERT_ALTNAME_INVALID'))).toMatchObject({
      reason: 'it is made for another name',
    });
  });

  it.each([withCode('ECONNRESET'), new Error('no'), 'no', undefined])('is not asked of %s', (error) => {
    expect(certificateFault(error)).toBeUndefined();
  });
});
