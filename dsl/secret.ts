/** Options that every secret has. */
export interface SecretOptions {
  /**
   * Raise it to send the value again, for instance after a rotation. TeamCity never shows a stored secret, so a
   * changed value cannot be noticed by comparing: the number in the code is what says that it changed. (Where
   * `plugboard apply` has a `PLUGBOARD_FINGERPRINT_KEY`, it notices by itself.)
   */
  readonly revision?: number;
}

/** A secret in an environment variable of the process that runs `plugboard apply`. */
export interface EnvironmentSecret extends SecretOptions {
  readonly secret: 'env';
  readonly name: string;
}

/** A secret in a file that `plugboard apply` reads; one trailing line break is not part of it. */
export interface FileSecret extends SecretOptions {
  readonly secret: 'file';
  readonly path: string;
}

/** Where a secret stands in HashiCorp Vault, as `vault kv get -mount=<mount> -field=<key> <path>` names it. */
export interface VaultPlace {
  /** Where the KV secrets engine (version 2) is mounted; `secret` when left out. */
  readonly mount?: string;
  /** The path below the mount, without the `data/` of the HTTP API. */
  readonly path: string;
  /** The key below the path. */
  readonly key: string;
  /** A version to stay at; the newest when left out. Another number sends the value again, as another `revision` does. */
  readonly version?: number;
}

/** A secret in HashiCorp Vault, in a KV secrets engine of version 2. */
export interface VaultSecret extends SecretOptions {
  readonly secret: 'vault';
  readonly mount: string;
  readonly path: string;
  readonly key: string;
  readonly version?: number;
}

/** A secret that a program prints; one trailing line break is not part of it. */
export interface CommandSecret extends SecretOptions {
  readonly secret: 'command';
  readonly command: readonly [program: string, ...words: string[]];
}

/** A secret whose value is on the server already and stays as it is. */
export interface KeptSecret {
  readonly secret: 'keep';
}

/**
 * A reference to a value that is kept elsewhere. The value itself never stands in the program, in the manifest or in a
 * plan: `plugboard apply` looks it up just before it writes.
 */
export type Secret = EnvironmentSecret | FileSecret | VaultSecret | CommandSecret | KeptSecret;

/** Says where the value of a secret property is kept. */
export const secret: {
  /**
   * The value of an environment variable, looked up when the plan is applied.
   *
   * @example
   * secret.env('GITHUB_CLIENT_SECRET', { revision: 2 })
   */
  readonly env: (name: string, options?: SecretOptions) => EnvironmentSecret;
  /**
   * The content of a file, looked up when the plan is applied. A relative path starts at the stack's folder.
   *
   * @example
   * secret.file('/run/secrets/registry-password')
   */
  readonly file: (path: string, options?: SecretOptions) => FileSecret;
  /**
   * A value in HashiCorp Vault (KV version 2), looked up when the plan is applied. Where Vault is and who asks stand in
   * the environment, as for Vault's own command line: `VAULT_ADDR`, `VAULT_TOKEN`, `VAULT_NAMESPACE`.
   *
   * @example
   * secret.vault({ mount: 'kv', path: 'ci/registry', key: 'password' })
   */
  readonly vault: (place: VaultPlace, options?: SecretOptions) => VaultSecret;
  /**
   * What a program prints, run when the plan is applied: its name or path, and its arguments as they are (there is no
   * shell). Whoever applies must allow the program by name: `plugboard apply --allow-command pass`.
   *
   * @example
   * secret.command(['pass', 'show', 'ci/registry'])
   */
  readonly command: (command: readonly [program: string, ...words: string[]], options?: SecretOptions) => CommandSecret;
  /**
   * What the server has, whatever it is: it is never sent, and somebody who changes it on the server disturbs nothing.
   * For connections that were there before the program; a connection that is yet to be made has nothing to keep.
   *
   * @example
   * secret.keep()
   */
  readonly keep: () => KeptSecret;
} = {
  env: (name, options) => ({ secret: 'env', name, ...options }),
  file: (path, options) => ({ secret: 'file', path, ...options }),
  vault: ({ mount = 'secret', path, key, ...version }, options) => ({
    secret: 'vault',
    mount,
    path,
    key,
    ...version,
    ...options,
  }),
  command: (command, options) => ({ secret: 'command', command, ...options }),
  keep: () => ({ secret: 'keep' }),
};
