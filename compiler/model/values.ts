/** TeamCity's two forms: an own server, or TeamCity Cloud with connections that it provides. */
export type Edition = 'on-premises' | 'cloud';

/** Where the value of a secret is kept. Same shape as the author's `Secret`. */
export type SecretReference = SecretPlace & { readonly revision?: number | undefined };

/** One member for each source of secrets, told apart by `secret`. */
type SecretPlace =
  | { readonly secret: 'env'; readonly name: string }
  | { readonly secret: 'file'; readonly path: string }
  | {
      readonly secret: 'vault';
      readonly mount: string;
      readonly path: string;
      readonly key: string;
      readonly version?: number | undefined;
    }
  | { readonly secret: 'command'; readonly command: readonly string[] };

/** A secret whose value on the server, if there is one, stays as it is. */
export interface KeptSecret {
  readonly secret: 'keep';
}

/** The id of a declared connection, which the server may not have chosen yet: named by the connection's address. */
export interface ConnectionReference {
  readonly connection: string;
}

/** A value on its way to the server: text, a secret that only `apply` looks up, or an id that only it gets to know. */
export type SentValue = string | SecretReference | ConnectionReference;

/** What a connection's feature property is to hold. */
export type FeatureValue = SentValue | KeptSecret;
