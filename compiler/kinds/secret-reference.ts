import type { FeatureValue, KeptSecret, SecretReference } from '../model.ts';

/** The sources of secrets: what a reference is told apart by. */
type Source = SecretReference['secret'];
type ReferenceTo<S extends Source> = Extract<SecretReference, { readonly secret: S }>;

/** The members of a reference that say where the value is kept. No source is without a line here. */
const places: { readonly [S in Source]: readonly Exclude<keyof ReferenceTo<S>, 'secret' | 'revision'>[] } = {
  env: ['name'],
  file: ['path'],
  vault: ['mount', 'path', 'key', 'version'],
  command: ['command'],
};

/** Names of the members that say where a value is kept, of whatever somebody wrote as a reference. */
export function placeMembers(written: object): readonly string[] {
  const source = 'secret' in written ? written.secret : undefined;
  return placesBySource.get(source) ?? [];
}

// A map, and not the record: what somebody wrote may be `constructor`.
const placesBySource: ReadonlyMap<unknown, readonly string[]> = new Map(Object.entries(places));

/** Whether the value is a secret that is sent. */
export const isSecretReference = (value: FeatureValue): value is SecretReference =>
  typeof value !== 'string' && 'secret' in value && value.secret !== 'keep';

/** Whether the value is one that is never sent, because the server has it. */
export const isKept = (value: FeatureValue): value is KeptSecret =>
  typeof value !== 'string' && 'secret' in value && value.secret === 'keep';

/** A revision that nobody wrote is the version that the author pinned, or else the first. */
export const revisionOf = (secret: SecretReference): number =>
  secret.revision ?? (secret.secret === 'vault' ? secret.version : undefined) ?? 1;

/** Equal for references to one value, whatever their revisions are. */
export const placeOf = (secret: SecretReference): string => JSON.stringify(secret, inOrder);

const inOrder = ['secret', ...new Set(Object.values(places).flat())];
