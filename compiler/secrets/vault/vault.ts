import { nearNames } from '../../diagnostics/near-names.ts';
import type { SecretReference } from '../../model.ts';
import type { Found, Missing, SecretSurroundings } from '../source.ts';
import { type VaultAccess, vaultAccess } from './access.ts';
import { readAnswer, type VaultValues } from './answer.ts';
import { askVault } from './request.ts';

type VaultSecret = Extract<SecretReference, { readonly secret: 'vault' }>;

/** One path of Vault, under which several secrets can stand. */
export type VaultPlace = Pick<VaultSecret, 'mount' | 'path' | 'version'>;

/** `secret.vault`: values in HashiCorp Vault, in KV engines of version 2. Each path is read once. */
export function vaultSource(surroundings: SecretSurroundings): (secret: VaultSecret) => Promise<Found> {
  let opened: Promise<VaultAccess | Missing> | undefined;
  const readings = new Map<string, Promise<VaultValues | Missing>>();
  const read = async (place: VaultPlace, path: string): Promise<VaultValues | Missing> => {
    opened ??= vaultAccess(surroundings);
    const access = await opened;
    if ('why' in access) return access;
    const response = await askVault(access, path, surroundings);
    return 'why' in response ? response : readAnswer(response, place, access.address);
  };
  return async (secret) => {
    const path = requestPath(secret);
    const reading = readings.get(path) ?? read(secret, path);
    readings.set(path, reading);
    const found = await reading;
    return 'why' in found ? found : valueUnder(secret, found);
  };
}

function requestPath({ mount, path, version }: VaultPlace): string {
  const segments = `${mount}/data/${path}`.split('/').map(encodeURIComponent).join('/');
  return `/${segments}${version === undefined ? '' : `?version=${version}`}`;
}

function valueUnder({ mount, path, key }: VaultSecret, { values }: VaultValues): Found {
  const place = `\`${mount}/${path}\` in Vault`;
  const hint = `\`vault kv get -mount=${mount} ${path}\` shows what is there.`;
  if (!Object.hasOwn(values, key)) {
    const [near] = nearNames(key, Object.keys(values));
    return { why: `${place} has no key \`${key}\`.`, hint: near === undefined ? hint : `Did you mean \`${near}\`?` };
  }
  const value = values[key];
  if (typeof value !== 'string') return { why: `Key \`${key}\` of ${place} is not text.`, hint };
  return value === '' ? { why: `Key \`${key}\` of ${place} is empty.`, hint } : { value };
}
