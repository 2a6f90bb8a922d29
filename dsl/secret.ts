/** Options that every secret has. */
export interface SecretOptions {
  /**
   * Raise it to send the value again, for instance after a rotation. TeamCity never shows a stored secret, so a
   * changed value cannot be noticed by comparing: the number in the code is what says that it changed.
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

/** A secret whose value is on the server already and stays as it is. */
export interface KeptSecret {
  readonly secret: 'keep';
}

/**
 * A reference to a value that is kept elsewhere. The value itself never stands in the program, in the manifest or in a
 * plan: `plugboard apply` looks it up just before it writes.
 */
export type Secret = EnvironmentSecret | FileSecret | KeptSecret;

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
  keep: () => ({ secret: 'keep' }),
};
