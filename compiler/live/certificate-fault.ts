/** Why a certificate is not trusted, and what helps. */
export interface CertificateFault {
  readonly reason: string;
  readonly hint: string;
}

const authority =
  'If you trust who issued it, give that certificate to Node in a file: `NODE_EXTRA_CA_CERTS=/path/ca.pem`.';
const dates = 'Have the certificate renewed on the server, and check the clock of this machine.';

/** By the code of Node's error, which OpenSSL's verification names. */
const faults: Readonly<Record<string, CertificateFault>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: {
    reason: 'the server has signed it itself',
    hint: 'If you trust it, give it to Node in a file: `NODE_EXTRA_CA_CERTS=/path/server.pem`.',
  },
  SELF_SIGNED_CERT_IN_CHAIN: { reason: 'this machine does not know the authority that issued it', hint: authority },
  UNABLE_TO_GET_ISSUER_CERT: { reason: 'the certificate of who issued it is missing', hint: authority },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: {
    reason: 'this machine does not know the authority that issued it',
    hint: authority,
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
    reason: 'this machine does not know who issued it, and the server does not show a certificate of theirs',
    hint: `${authority} Or have the server send its whole chain of certificates.`,
  },
  CERT_UNTRUSTED: { reason: 'its authority is not trusted', hint: authority },
  CERT_REJECTED: { reason: 'its authority is not trusted for servers', hint: authority },
  INVALID_CA: { reason: 'it was issued by somebody who is no authority', hint: authority },
  CERT_CHAIN_TOO_LONG: { reason: 'its chain of authorities is too long', hint: authority },
  CERT_SIGNATURE_FAILURE: { reason: 'its signature is wrong', hint: authority },
  CERT_HAS_EXPIRED: { reason: 'it has expired', hint: dates },
  CERT_NOT_YET_VALID: { reason: 'it is not valid yet', hint: dates },
  CERT_REVOKED: { reason: 'it was revoked', hint: 'Have the certificate replaced on the server.' },
};

/** What is wrong with a server's certificate; undefined where the error speaks of something else. */
export function certificateFault(error: unknown): CertificateFault | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  if (error.code !== 'ERR_TLS_CERT_ALTNAME_INVALID') return faults[error.code];
  const names = 'cert' in error ? namesOf(error.cert) : [];
  return {
    reason: names.length === 0 ? 'it is made for another name' : `it is made for ${names.join(', ')}`,
    hint: 'Give the address with a name that the certificate is made for, or have it made for this one.',
  };
}

/** The names in a certificate, as Node gives them: `DNS:example.com, IP Address:127.0.0.1`. */
function namesOf(certificate: unknown): readonly string[] {
  if (typeof certificate !== 'object' || certificate === null || !('subjectaltname' in certificate)) return [];
  const { subjectaltname: text } = certificate;
  if (typeof text !== 'string') return [];
  return text
    .split(', ')
    .map((one) => one.replace(/^(?:DNS|IP Address):/, ''))
    .slice(0, 5);
}
