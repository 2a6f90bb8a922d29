import { onTestFinished } from 'vitest';
import type { SecretReference } from '../../compiler/model.ts';
import type { Found } from '../../compiler/secrets/source.ts';
import { secretSources } from '../../compiler/secrets/sources.ts';
import { type RunningVault, startVault, type VaultOptions } from '../../fixtures/vault/index.ts';

/** A Vault-compatible server of a test's own. */
export async function vault(options: VaultOptions = {}): Promise<RunningVault> {
  const running = await startVault(options);
  onTestFinished(() => running.close());
  return running;
}

type VaultSecret = Extract<SecretReference, { readonly secret: 'vault' }>;

/** A secret at a path of the usual mount. */
export const at = (path: string, key = 'password', more: Partial<VaultSecret> = {}): VaultSecret => ({
  secret: 'vault',
  mount: 'secret',
  path,
  key,
  ...more,
});

export type Environment = Readonly<Record<string, string>>;

/** Looks secrets up for somebody with this environment. */
export const sources = (environment: Environment, learn?: (value: string) => void): ReturnType<typeof secretSources> =>
  secretSources({ environment, folder: '/', learn, patience: 2000, wait: async () => undefined });

/** The environment of somebody who may read everything. */
export const signedIn = ({ url, token }: RunningVault): Environment => ({ VAULT_ADDR: url, VAULT_TOKEN: token });

export const lookUp = (running: RunningVault, secret: VaultSecret): Promise<Found> =>
  sources(signedIn(running)).lookUp(secret);
