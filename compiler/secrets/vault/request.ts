import type { Missing } from '../source.ts';
import type { VaultAccess } from './access.ts';

/** What Vault answered, whatever it was. */
export interface VaultResponse {
  readonly status: number;
  readonly text: string;
  /** The host that the answer sends us on to. */
  readonly location?: string | undefined;
}

/** Far more than Vault lets one entry have (512 KiB). */
const mostBytes = 1024 * 1024;

/** Asks Vault for one path below `/v1`. */
export async function askVault(
  { address, token, namespace }: VaultAccess,
  path: string,
  patience: number,
): Promise<VaultResponse | Missing> {
  const hint = 'Check `VAULT_ADDR`, and that this machine may connect to it.';
  try {
    const response = await fetch(`${address}/v1${path}`, {
      headers: {
        accept: 'application/json',
        'x-vault-token': token,
        // Some Vaults answer nobody without it: it keeps other programs from being tricked into asking.
        'x-vault-request': 'true',
        ...(namespace === undefined ? {} : { 'x-vault-namespace': namespace }),
      },
      // A redirect would carry the token to wherever the answer points.
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    const text = await boundedText(response);
    if (text === undefined) {
      return { why: `The answer of Vault at ${address} has more than ${mostBytes / 1024} KiB.`, hint };
    }
    return { status: response.status, text, location: hostOf(response) };
  } catch (error) {
    return {
      why: `Vault at ${address} cannot be reached: ${reason(error, patience)}.`,
      hint: certificateHint(error) ?? hint,
    };
  }
}

async function boundedText(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > mostBytes) return undefined;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function hostOf(response: Response): string | undefined {
  const location = response.headers.get('location') ?? '';
  return URL.canParse(location, response.url) ? new URL(location, response.url).host : undefined;
}

const causeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause !== undefined ? error.cause : error;

function reason(error: unknown, patience: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${patience / 1000} seconds`;
  const cause = causeOf(error);
  if (!(cause instanceof Error)) return 'unknown reason';
  return cause.message === '' && 'code' in cause ? String(cause.code) : cause.message;
}

function certificateHint(error: unknown): string | undefined {
  const cause = causeOf(error);
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (!/CERT|SIGNATURE/.test(code)) return undefined;
  return 'Where a company’s own authority has signed Vault’s certificate, name its file in `NODE_EXTRA_CA_CERTS`.';
}
