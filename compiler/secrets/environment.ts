import type { SecretReference } from '../model.ts';
import type { Found, SecretSurroundings } from './source.ts';

type EnvironmentSecret = Extract<SecretReference, { readonly secret: 'env' }>;

/** `secret.env`: variables of the process that applies. */
export function environmentSource({
  environment,
}: Pick<SecretSurroundings, 'environment'>): (secret: EnvironmentSecret) => Promise<Found> {
  return async ({ name }) => {
    const value = environment[name];
    const hint = `Set \`${name}\` where Plugboard runs.`;
    if (value === undefined) return { why: `Environment variable \`${name}\` is not set.`, hint };
    return value === '' ? { why: `Environment variable \`${name}\` is empty.`, hint } : { value };
  };
}
