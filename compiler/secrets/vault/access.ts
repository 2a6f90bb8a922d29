import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../diagnostics/failure.ts';
import { proxyFor } from '../../live/proxy-for.ts';
import { type Missing, missingBy, type SecretSurroundings } from '../source.ts';

/** Where Vault is and who asks. The token is for a request header only; it stands in no message. */
export interface VaultAccess {
  /** Without a slash at the end, and without `/v1`. */
  readonly address: string;
  readonly token: string;
  readonly namespace?: string | undefined;
  readonly proxy?: URL | undefined;
}

/**
 * Reads `VAULT_ADDR`, `VAULT_NAMESPACE`, and `VAULT_TOKEN` or else the file that `vault login` leaves behind, as Vault's
 * own command line does.
 */
export async function vaultAccess({
  environment,
  learn,
}: Pick<SecretSurroundings, 'environment' | 'learn'>): Promise<VaultAccess | Missing> {
  const address = vaultAddress(environment['VAULT_ADDR'] ?? '');
  if (typeof address !== 'string') return address;
  const token = environment['VAULT_TOKEN'] || (await tokenFile(environment['HOME'] || environment['USERPROFILE']));
  if (token === undefined || token === '') {
    return {
      why: `There is no token for Vault at ${address}.`,
      hint: 'Set `VAULT_TOKEN`, or run `vault login` where Plugboard runs.',
    };
  }
  learn?.(token);
  if (/[^\x21-\x7e]/.test(token)) {
    return {
      why: 'The token for Vault holds characters that no token has, such as a blank or a line break.',
      hint: 'Copy the token once more into `VAULT_TOKEN`.',
    };
  }
  try {
    // What stays on this machine is not sent unencrypted to another one to come back.
    const proxy = isOnThisMachine(new URL(address).hostname) ? undefined : proxyFor(address, environment);
    return { address, token, namespace: environment['VAULT_NAMESPACE'] || undefined, proxy };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return missingBy(error);
  }
}

function vaultAddress(text: string): string | Missing {
  const example = '`VAULT_ADDR=https://vault.example.com:8200`';
  if (text === '') {
    return { why: 'It is not said where Vault is.', hint: `Set ${example} where Plugboard runs.` };
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['https:', 'http:'].includes(url.protocol)) {
    return { why: '`VAULT_ADDR` is no address of http or https.', hint: `Set it like this: ${example}.` };
  }
  if (url.username !== '' || url.password !== '') {
    return {
      why: `\`VAULT_ADDR\` holds a user name or a password for ${url.host}.`,
      hint: 'Remove it from the address. Vault wants a token, in `VAULT_TOKEN`.',
    };
  }
  if (url.protocol === 'http:' && !isOnThisMachine(url.hostname)) {
    return {
      why: `\`VAULT_ADDR\` would send the token and the secrets unencrypted to ${url.host}.`,
      hint: `Use https. Plain http is only for a Vault on this machine.`,
    };
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '').replace(/\/v1$/, '');
}

const isOnThisMachine = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);

async function tokenFile(home: string | undefined): Promise<string | undefined> {
  if (home === undefined || home === '') return undefined;
  return (await readFile(join(home, '.vault-token'), 'utf8').catch(() => undefined))?.trim();
}
