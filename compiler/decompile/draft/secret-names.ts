import type { Kind } from '../../kinds/kind.ts';
import type { UniqueNames } from '../naming/unique-names.ts';
import { upperSnakeCase, wordsOf } from '../naming/words.ts';
import { call, string } from '../print/expression.ts';
import type { SecretCall } from './connection-call.ts';

/** Names of environment variables, each for one secret. */
export type SecretNames = UniqueNames;

/**
 * How a connection's secrets are written: `secret.keep()`, or, where there are names to give,
 * `secret.env('PAYMENTS_GITHUB_CLIENT_SECRET')`, after the project, the connection and the property.
 */
export function secretCalls(
  names: SecretNames | undefined,
  project: string,
  displayName: readonly string[],
  kind: Kind,
): SecretCall {
  if (names === undefined) return () => call('secret.keep');
  const owner = project === '_Root' ? [] : [upperSnakeCase(parts(project))];
  const connection = upperSnakeCase(displayName) || upperSnakeCase(parts(kind.name));
  return (path) => {
    const property = upperSnakeCase(parts(path.at(-1) ?? '')) || 'SECRET';
    return call('secret.env', string(names.take([...owner, connection, property].join('_'))));
  };
}

/** `VortexEngine_Integration` and `clientSecret` have words inside, which a display name (`GitHub.com`) has not. */
const parts = (name: string): readonly string[] =>
  wordsOf(name).flatMap((one) => one.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/));
