import pLimit from 'p-limit';
import { placeOf } from '../kinds/secret-reference.ts';
import type { SecretReference } from '../model.ts';
import { commandSource, mayRun } from './command.ts';
import { environmentSource } from './environment.ts';
import { fileSource } from './file.ts';
import type { Found, SecretSurroundings } from './source.ts';
import { vaultSource } from './vault/vault.ts';

/** All places where values of secrets are kept. */
export interface SecretSources {
  /** Looks a value up: once, however often it is asked for, and a few at a time. */
  readonly lookUp: (secret: SecretReference) => Promise<Found>;
  /** The program that must be allowed before the secret can be looked up; undefined where nothing has to be. */
  readonly forbidden: (secret: SecretReference) => string | undefined;
}

/** Programs and requests at the same time. */
const atOnce = 4;

/** Opens the sources. Nothing is looked up yet. */
export function secretSources(surroundings: SecretSurroundings): SecretSources {
  const env = environmentSource(surroundings);
  const file = fileSource(surroundings);
  const vault = vaultSource(surroundings);
  const command = commandSource(surroundings);
  const find = (secret: SecretReference): Promise<Found> => {
    switch (secret.secret) {
      case 'env':
        return env(secret);
      case 'file':
        return file(secret);
      case 'vault':
        return vault(secret);
      case 'command':
        return command(secret);
    }
  };
  const limit = pLimit(atOnce);
  const found = new Map<string, Promise<Found>>();
  const learnt = async (secret: SecretReference): Promise<Found> => {
    const one = await limit(() => find(secret));
    if ('value' in one) surroundings.learn?.(one.value);
    return one;
  };
  return {
    forbidden: (secret) =>
      secret.secret === 'command' && !mayRun(surroundings, secret) ? (secret.command[0] ?? '') : undefined,
    lookUp: (secret) => {
      const place = placeOf(secret);
      const known = found.get(place) ?? learnt(secret);
      found.set(place, known);
      return known;
    },
  };
}
