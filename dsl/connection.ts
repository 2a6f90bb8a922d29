import { numberCall } from './trace.ts';

/** Options that every connection has, whatever its kind. They say how Plugboard treats it; the server never sees them. */
export interface ConnectionOptions {
  /**
   * The id of a connection on the server (`PROJECT_EXT_4`) that this declaration takes over. It must be in the same
   * project and of the same kind. Once it is applied, the ledger remembers it and the line can go.
   */
  readonly adopt?: string;
  /** The key that this connection had before it was renamed, so that it is recognised and not made anew. */
  readonly formerly?: string;
  /** Never delete this connection, not even when it is no longer declared. */
  readonly protect?: boolean;
}

/** A declared connection. Declaring does nothing: it is data until it stands in a project's `connections`. */
export interface Connection<Kind extends string = string> {
  readonly call: number;
  readonly kind: Kind;
  readonly properties: object;
  readonly options: ConnectionOptions;
}

/**
 * What the generated builders do, also those that `plugboard kinds` writes for a stack's own kinds: it splits the
 * options off and numbers the call. A program calls the builders.
 *
 * @example
 * const artifactory = (properties: { displayName: string; url: string }): Connection<'artifactory'> =>
 *   declareConnection('artifactory', properties);
 */
export function declareConnection<Kind extends string>(
  kind: Kind,
  { adopt, formerly, protect, ...properties }: ConnectionOptions & object,
): Connection<Kind> {
  return {
    call: numberCall(),
    kind,
    properties,
    options: { adopt, formerly, protect } as ConnectionOptions,
  };
}

/** A value that the server fills in when it runs a build, such as `%registry.host%`: text to Plugboard. */
export type ParameterReference = `%${string}%`;
