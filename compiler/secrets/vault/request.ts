import { Failure, fail } from '../../diagnostics/failure.ts';
import { certificateFault } from '../../live/certificate-fault.ts';
import { connectionFailure } from '../../live/connection-failure.ts';
import { errorReason, mayPass } from '../../live/error-reason.ts';
import { type Answer, ExchangeError, exchange } from '../../live/exchange.ts';
import { ProxyError } from '../../live/proxy.ts';
import { TooLarge } from '../../live/read-bounded.ts';
import { usualPace, withRetries } from '../../live/retries.ts';
import { defaultPatience, type Missing, missingBy, type SecretSurroundings } from '../source.ts';
import type { VaultAccess } from './access.ts';

/** Far more than Vault lets one entry have (512 KiB). */
const mostBytes = 1024 * 1024;

/** Asks Vault for one path below `/v1`, and again where the connection fails in a way that may pass by itself. */
export async function askVault(
  access: VaultAccess,
  path: string,
  { patience = defaultPatience, wait }: Pick<SecretSurroundings, 'patience' | 'wait'>,
): Promise<Answer | Missing> {
  try {
    const pace = { ...usualPace, ...(wait && { wait }) };
    return await withRetries(() => askOnce(access, path, patience), pace, {});
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return missingBy(error);
  }
}

async function askOnce(
  { address, token, namespace, proxy }: VaultAccess,
  path: string,
  patience: number,
): Promise<Answer> {
  const url = new URL(address);
  try {
    return await exchange({
      method: 'GET',
      url,
      path: `${url.pathname.replace(/\/$/, '')}/v1${path}`,
      headers: {
        accept: 'application/json',
        'x-vault-token': token,
        // Some Vaults answer nobody without it: it keeps other programs from being tricked into asking.
        'x-vault-request': 'true',
        ...(namespace === undefined ? {} : { 'x-vault-namespace': namespace }),
      },
      proxy,
      limit: mostBytes,
      patience,
    });
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    throw unreached(address, proxy, error);
  }
}

function unreached(address: string, proxy: URL | undefined, error: ExchangeError): Failure {
  const { cause } = error;
  if (cause instanceof ProxyError) return connectionFailure({ url: address, proxy }, '', error);
  const hint = 'Check `VAULT_ADDR`, and that this machine may connect to it.';
  if (cause instanceof TooLarge) {
    return fail('PB601', `The answer of Vault at ${address} has more than ${mostBytes / 1024} KiB.`, { hint });
  }
  const fault = certificateFault(cause);
  return fault === undefined
    ? fail(
        'PB601',
        `Vault at ${address} cannot be reached: ${errorReason(cause)}.`,
        { hint },
        { isTemporary: mayPass(cause) },
      )
    : fail('PB601', `The certificate of Vault at ${address} is not trusted: ${fault.reason}.`, { hint: fault.hint });
}
