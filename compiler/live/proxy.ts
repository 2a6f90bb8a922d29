/** A proxy did not make the connection that it was asked for. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  readonly proxy: URL;
  /** What it answered; absent where it did not answer. */
  readonly status: number | undefined;

  constructor(proxy: URL, status?: number, cause?: unknown) {
    super('the proxy made no connection', { cause });
    this.proxy = proxy;
    this.status = status;
  }
}

/** The user and the password that stand in a proxy's address, as its header wants them. */
export function proxyAuthorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '' && password === '') return {};
  const plain = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(plain).toString('base64')}` };
}
