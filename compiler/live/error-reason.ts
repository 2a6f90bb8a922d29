/** What may pass by itself: a server that restarts, a line that was cut, a name server that is busy. */
const passing: ReadonlySet<string> = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'EPIPE',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ETIMEDOUT',
  // A compressed answer that ends in the middle.
  'Z_BUF_ERROR',
]);

/** Why a connection failed, in the system's words. */
export function errorReason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  // A name with several addresses: each was tried, and all say something.
  if (error instanceof AggregateError && error.errors.length > 0) {
    return [...new Set(error.errors.map(errorReason))].join(', ');
  }
  const code = codeOf(error) ?? '';
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return 'it does not answer with TLS';
  if (code.startsWith('HPE_')) return 'it does not answer with HTTP';
  return error.message === '' ? code || error.name : error.message;
}

/** Whether the same may go well a little later. */
export function mayPass(error: unknown): boolean {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.some(mayPass);
  return passing.has(codeOf(error) ?? '');
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
